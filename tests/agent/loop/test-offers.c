/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is offered below an answer, and what becomes of it; vectors of questions. */
#include "tests/agent/loop/fake-model.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "server/agent/embedded/bhd-choices.h"
#include "server/agent/embedded/bhd-replies.h"
#include "server/desk/ai/bhd-tool-calls.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/runs/bhd-choosing.h"

#include <string.h>

typedef LoopFixture Fixture;

#define SHIPPING "How much does shipping cost?"

static gboolean
offer_run (const BhdProviderCall *call, GError **error)
{
  bhd_speech_say (call->speech, "Did you mean one of these?");
  bhd_toolbox_set_extra (call->tools,
                         "{\"question\":\"how much for a parcel\",\"choices\":[{\"document_id\":"
                         "\"Delivery\",\"title\":\"Delivery\"}]}");
  return TRUE;
}

static const BhdProvider offering = { "offering", offer_run };

typedef struct
{
  AgentFixture *agent;
  const char *message_id;
  const char *document_id; /* NULL: none */
} Choice;

static gpointer
choose_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Choice *choice = data;
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhMessage) said =
      bhd_choosing_choose (turn, choice->agent->ada, choice->agent->conversation_id, id,
                           choice->message_id, choice->document_id, &created, error);

  return NULL;
}

/* The AI has offered an article, and the visitor takes it or none. */
static void
choose (Fixture *f, const char *document_id)
{
  g_autofree char *offer = NULL;
  g_autoptr (BhMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  Choice choice = { &f->agent, NULL, document_id };

  loop_start (f, NULL, 0, &offering);
  offer = agent_ask (&f->agent, "parcel money?");
  message = loop_last_answer (f);
  agent_stop (&f->agent);
  choice.message_id = message->id;
  bhd_store_call (f->agent.store, BHD_JOB_WRITE, choose_job, &choice, &error);
  g_assert_no_error (error);
}

static void
test_chosen_article_answers_the_question (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = NULL;

  choose (f, "Delivery");
  loop_start (f, NULL, 0, NULL);
  agent_settle (&f->agent);
  answer = loop_last_answer (f);
  loop_assert_contains (answer->body, "Shipping costs 4.90 euros");
  loop_assert_contains (answer->sources, "\"document_id\":\"Delivery\"");
}

static void
test_none_of_them_is_admitted (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = NULL;
  g_autoptr (BhRun) run = NULL;

  choose (f, NULL);
  loop_start (f, NULL, 0, NULL);
  agent_settle (&f->agent);
  answer = loop_last_answer (f);
  g_assert_cmpstr (answer->body, ==, bhd_reply (BHD_REPLY_UNKNOWN, "en"));
  run = loop_last_run (f);
  g_assert_cmpstr (run->outcome, ==, "offered");
}

static void
test_model_is_given_the_chosen_article (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "4.90 euros [1]." } };

  choose (f, "Delivery");
  loop_add_provider (f, "one");
  LOOP_START (f, turns);
  agent_settle (&f->agent);
  loop_assert_contains (loop_heard (f, 0), "chose this article for the question “how much for a");
  loop_assert_contains (loop_heard (f, 0), "Shipping costs 4.90 euros");
}

static void
add_hit (GPtrArray *hits, const char *document, const char *passage, double score)
{
  BhdHit *hit = g_new0 (BhdHit, 1);

  hit->passage = bhd_passage_new (passage, document, document, "", "");
  hit->score = score;
  g_ptr_array_add (hits, hit);
}

static void
hit_free (gpointer data)
{
  BhdHit *hit = data;

  bhd_passage_unref (hit->passage);
  g_free (hit);
}

static void
test_choices_are_three_likely_articles (void)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  g_autofree char *extra = NULL;

  add_hit (hits, "A", "1", 0.45);
  add_hit (hits, "A", "2", 0.4);
  add_hit (hits, "B", "3", 0.35);
  add_hit (hits, "C", "4", BHD_INDEX_LIKELY);
  add_hit (hits, "D", "5", BHD_INDEX_LIKELY);
  extra = bhd_choices_write ("q", hits);
  g_assert_cmpstr (extra, ==,
                   "{\"question\":\"q\",\"choices\":[{\"document_id\":\"A\",\"title\":\"A\"},"
                   "{\"document_id\":\"B\",\"title\":\"B\"},{\"document_id\":\"C\",\"title\":"
                   "\"C\"}]}");
}

static void
test_nothing_likely_is_no_choice (void)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);

  add_hit (hits, "A", "1", BHD_INDEX_LIKELY - 0.01);
  g_assert_null (bhd_choices_write ("q", hits));
}

/* Asks below the greeting, and says yes to it. */
static gpointer
confirm_job (BhdTurn *turn, gpointer data, GError **error)
{
  AgentFixture *f = data;
  g_autoptr (GPtrArray) tools = bhd_tool_registry_list (turn, f->organization_id, TRUE, error);
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, f->ada, f->conversation_id, error);
  gboolean more;
  g_autoptr (GPtrArray) messages =
      bhd_messages_page (turn, f->ada, f->conversation_id, 0, 0, 1, &more, error);
  const BhMessage *greeting = g_ptr_array_index (messages, 0);
  const BhdToolCallDraft draft = { g_ptr_array_index (tools, 0), "run", f->conversation_id,
                                   greeting->id, "{}" };
  g_autofree char *action = bhd_tool_calls_ask (turn, &draft, error);
  g_autofree char *extra = g_strdup_printf ("{\"action\":%s}", action);
  g_autoptr (BhMessage) amended = bhd_change_amend (turn, row, greeting->id, extra, error);
  g_autoptr (JsonNode) node = bh_json_parse_object (action, strlen (action), 10000, error);
  JsonObject *object = json_node_get_object (node);
  g_autoptr (BhMessage) confirmed = bhd_tool_calls_confirm (
      turn, f->ada, f->conversation_id, bh_json_get_string (object, "call_id", ""),
      bh_json_get_string (object, "token", ""), TRUE, error);

  return NULL;
}

static void
confirm (Fixture *f)
{
  const gboolean yes = TRUE;

  loop_add_tool (f, &(BhdToolChange){ .name = "cancel_order",
                                      .description = "Cancel",
                                      .method = "POST",
                                      .url = "https://shop.example.org/cancel",
                                      .arguments_schema = "{\"type\":\"object\"}",
                                      .confirm = &yes });
  agent_turn (&f->agent, confirm_job);
}

static void
test_confirmed_tool_is_run_and_told (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "Your order is cancelled." } };
  g_autoptr (BhMessage) answer = NULL;

  loop_add_provider (f, "one");
  f->tool_answer = "cancelled at noon";
  confirm (f);
  LOOP_START (f, turns);
  agent_settle (&f->agent);
  g_assert_cmpuint (f->tool_calls->len, ==, 1);
  loop_assert_contains (loop_heard (f, 0), "cancelled at noon");
  answer = loop_last_answer (f);
  g_assert_cmpstr (answer->body, ==, "Your order is cancelled.");
}

static void
test_embedded_model_tells_what_became_of_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = NULL;

  f->tool_fails = TRUE;
  confirm (f);
  loop_start (f, NULL, 0, NULL);
  agent_settle (&f->agent);
  answer = loop_last_answer (f);
  g_assert_cmpstr (answer->body, ==, bhd_reply (BHD_REPLY_FAILED, "en"));
}

static gpointer
first_provider_job (BhdTurn *turn, gpointer data, GError **error)
{
  AgentFixture *f = data;
  g_autoptr (GPtrArray) rows = bhd_providers_list (turn, f->organization_id, error);

  return g_strdup (((BhdProviderRow *) g_ptr_array_index (rows, 0))->id);
}

static void
embed_with (Fixture *f, const char *model)
{
  g_autofree char *id = NULL;

  loop_add_provider (f, "one");
  id = agent_turn (&f->agent, first_provider_job);
  loop_set (f, &(BhdAiSettingsChange){ .embedding_provider_id = id, .embedding_model = model });
}

static void
test_question_is_embedded (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = { { .text = "4.90 euros [1]." } };
  g_autofree char *answer = NULL;

  embed_with (f, "small-vectors");
  LOOP_START (f, turns);
  answer = agent_ask (&f->agent, SHIPPING);
  g_assert_cmpuint (f->embedded->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (f->embedded, 0), ==, "small-vectors " SHIPPING);
}

static void
test_slow_vectors_are_done_without (Fixture *f, gconstpointer data)
{
  static const FakeTurn turns[] = {
    { .calls = { { "search", "{\"query\":\"shipping\"}" } } },
    { .text = "4.90 euros [1]." },
  };
  g_autofree char *answer = NULL;

  embed_with (f, "small-vectors");
  f->embed_fails = TRUE;
  LOOP_START (f, turns);
  answer = agent_ask (&f->agent, SHIPPING);
  g_assert_cmpstr (answer, ==, "4.90 euros.");
  g_assert_cmpuint (f->embedded->len, ==, 1); /* the second search did not wait for it again */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  LOOP_TEST ("/agent/choices/chosen-article-answers", test_chosen_article_answers_the_question);
  LOOP_TEST ("/agent/choices/none-of-them-is-admitted", test_none_of_them_is_admitted);
  LOOP_TEST ("/agent/choices/model-is-given-the-article", test_model_is_given_the_chosen_article);
  g_test_add_func ("/agent/choices/three-likely-articles", test_choices_are_three_likely_articles);
  g_test_add_func ("/agent/choices/nothing-likely-is-none", test_nothing_likely_is_no_choice);
  LOOP_TEST ("/agent/confirmed/run-and-told", test_confirmed_tool_is_run_and_told);
  LOOP_TEST ("/agent/confirmed/embedded-model-tells", test_embedded_model_tells_what_became_of_it);
  LOOP_TEST ("/agent/vectors/question-is-embedded", test_question_is_embedded);
  LOOP_TEST ("/agent/vectors/slow-ones-are-done-without", test_slow_vectors_are_done_without);
  return g_test_run ();
}
