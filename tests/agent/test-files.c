/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/agent-fixture.h"

#include "common/bh-id.h"
#include "server/agent/bhd-prompt.h"
#include "server/agent/embedded/bhd-burst.h"
#include "server/agent/embedded/bhd-replies.h"
#include "server/agent/models/bhd-model-message.h"
#include "server/desk/bhd-messages-private.h"

#include <string.h>

/* What the AI makes of files, which it cannot open. */

typedef AgentFixture Fixture;

typedef struct
{
  Fixture *fixture;
  const char *body;
} Saying;

static gpointer
say_job (BhdTurn *turn, gpointer data, GError **error)
{
  static const char extra[] =
      "{\"attachments\":[{\"id\":\"f\",\"name\":\"bill.pdf\",\"media_type\":\"application/pdf\","
      "\"size\":9}]}";
  Saying *saying = data;
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhMessage) message =
      bhd_messages_post_extra (turn, saying->fixture->ada, saying->fixture->conversation_id, id,
                               saying->body, extra, &created, error);

  g_assert_nonnull (message);
  return NULL;
}

static void
send_file (Fixture *f, const char *body)
{
  Saying saying = { f, body };
  g_autoptr (GError) error = NULL;

  bhd_store_call (f->store, BHD_JOB_WRITE, say_job, &saying, &error);
  g_assert_no_error (error);
}

static char *
answer_to_file (Fixture *f, const char *body)
{
  g_autoptr (GPtrArray) messages = NULL;

  send_file (f, body);
  agent_settle (f);
  messages = agent_messages (f);
  return g_strdup (((BhMessage *) g_ptr_array_index (messages, messages->len - 1))->body);
}

static void
test_file_alone_is_offered_a_person (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = answer_to_file (f, "");
  g_assert_cmpstr (answer, ==, bhd_reply (BHD_REPLY_FILE, "en"));
  g_assert_true (bhd_reply_is_offer (answer));
}

static void
test_yes_gets_the_person (Fixture *f, gconstpointer data)
{
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (BhConversation) conversation = NULL;

  agent_start (f, NULL, 1);
  offer = answer_to_file (f, "");
  answer = agent_ask (f, "yes please");
  conversation = agent_look (f);
  g_assert_cmpint (conversation->status, ==, BH_STATUS_ESCALATED);
  g_assert_nonnull (strstr (conversation->handoff_summary, "[attached: bill.pdf]"));
}

static void
test_words_with_a_file_are_answered (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = answer_to_file (f, "How many days do I have to return something?");
  g_assert_nonnull (strstr (answer, "30 days"));
}

static void
test_models_are_told_the_name (void)
{
  BhMessage fields = { .id = g_strdup ("m"),
                       .conversation_id = g_strdup ("c"),
                       .seq = 1,
                       .author = BH_AUTHOR_VISITOR,
                       .author_name = g_strdup ("Ada"),
                       .kind = BH_MESSAGE_TEXT,
                       .body = g_strdup ("See here"),
                       .extra =
                           g_strdup ("{\"attachments\":[{\"id\":\"f\",\"name\":\"a.png\"}]}") };
  g_autoptr (GPtrArray) history =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  const BhdRun run = { .history = history };
  g_autoptr (GPtrArray) talk = NULL;

  g_ptr_array_add (history, bh_message_new_take (&fields));
  talk = bhd_prompt_write_talk (&run, "mark", "");
  g_assert_nonnull (strstr (((BhdModelMessage *) g_ptr_array_index (talk, 0))->text,
                            "See here\n[attached: a.png]\n</mark>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  AGENT_TEST ("/agent/files/alone-is-offered-a-person", test_file_alone_is_offered_a_person);
  AGENT_TEST ("/agent/files/yes-gets-the-person", test_yes_gets_the_person);
  AGENT_TEST ("/agent/files/words-with-one-are-answered", test_words_with_a_file_are_answered);
  g_test_add_func ("/agent/files/models-are-told-the-name", test_models_are_told_the_name);
  return g_test_run ();
}
