/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-tool-calls.h"
#include "server/desk/bhd-change-private.h"
#include "tests/desk/ai/sealing.h"

#include <string.h>

#define ARGUMENTS "{\"order_id\":\"4711\"}"

/* A question to ada that stands below a message of the AI. */
typedef struct
{
  char *message_id;
  char *call_id;
  char *token;
  char *text;
} Question;

static void
question_clear (Question *self)
{
  g_free (self->message_id);
  g_free (self->call_id);
  g_free (self->token);
  g_free (self->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static BhdToolRow *
make_tool (DeskFixture *fixture)
{
  BhdToolRow *tool = g_new0 (BhdToolRow, 1);

  tool->organization_id = g_strdup (fixture->ada->organization_id);
  tool->id = bh_id_new ();
  tool->name = g_strdup ("cancel_order");
  tool->description = g_strdup ("Cancel an order");
  return tool;
}

static void
say (DeskFixture *fixture, const Question *question, const char *action)
{
  g_autoptr (BhdConversationRow) row =
      bhd_change_begin (&fixture->turn, fixture->ada, fixture->id, &fixture->error);
  g_autofree char *extra = g_strdup_printf ("{\"action\":%s}", action);
  const BhdSaying saying = { .id = question->message_id,
                             .author = BH_AUTHOR_AI,
                             .author_name = "Bell",
                             .kind = BH_MESSAGE_TEXT,
                             .body = "Shall I?",
                             .extra = extra };
  g_autoptr (BhMessage) message = bhd_change_say (&fixture->turn, row, &saying, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
ask (DeskFixture *fixture, Question *question)
{
  g_autoptr (BhdToolRow) tool = make_tool (fixture);
  g_autofree char *action = NULL;
  g_autoptr (JsonNode) root = NULL;
  BhdToolCallDraft draft = { .tool = tool,
                             .run_id = "run",
                             .conversation_id = fixture->id,
                             .arguments = ARGUMENTS };

  draft.message_id = question->message_id = bh_id_new ();
  action = bhd_tool_calls_ask (&fixture->turn, &draft, &fixture->error);
  g_assert_no_error (fixture->error);
  root = bh_json_parse_object (action, strlen (action), 4096, NULL);
  question->call_id = g_strdup (bh_json_get_string (json_node_get_object (root), "call_id", NULL));
  question->token = g_strdup (bh_json_get_string (json_node_get_object (root), "token", NULL));
  question->text = g_strdup (bh_json_get_string (json_node_get_object (root), "text", NULL));
  say (fixture, question, action);
  fixture->turn.wakes = 0;
}

static BhMessage *
confirm (DeskFixture *fixture, const BhdCaller *visitor, const Question *question, gboolean yes)
{
  return bhd_tool_calls_confirm (&fixture->turn, visitor, fixture->id, question->call_id,
                                 question->token, yes, &fixture->error);
}

static GPtrArray *
take (DeskFixture *fixture)
{
  GPtrArray *calls = bhd_tool_calls_take_confirmed (&fixture->turn, fixture->ada->organization_id,
                                                    fixture->id, &fixture->error);

  g_assert_no_error (fixture->error);
  return calls;
}

static BhdToolCallRow *
look (DeskFixture *fixture, const char *id)
{
  BhdToolCallRow *call =
      bhd_tool_call_rows_find (fixture->db, fixture->ada->organization_id, id, &fixture->error);

  g_assert_nonnull (call);
  return call;
}

static void
assert_state (DeskFixture *fixture, const Question *question, const char *state)
{
  g_autofree char *wanted = g_strdup_printf ("\"state\":\"%s\"", state);
  BhdEvent *event = desk_last_event (fixture, "message.updated");

  g_assert_nonnull (event);
  g_assert_cmpstr (event->contact_id, ==, fixture->ada->contact_id);
  g_assert_nonnull (strstr (event->body, wanted));
  g_assert_null (strstr (event->body, question->token));
}

static void
test_text (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };

  ask (fixture, &question);
  g_assert_cmpstr (question.text, ==, "Cancel order (order id: 4711)?");
}

static void
test_token_hashed (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhdToolCallRow) call = NULL;

  ask (fixture, &question);
  call = look (fixture, question.call_id);
  g_assert_cmpstr (call->token_hash, !=, question.token);
  g_assert_cmpstr (call->status, ==, "pending");
  g_assert_cmpint (call->expires_us, ==, NOW + 10 * BH_MINUTE);
}

static void
test_yes (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhMessage) message = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  ask (fixture, &question);
  message = confirm (fixture, fixture->ada, &question, TRUE);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (message->id, ==, question.message_id);
  assert_state (fixture, &question, "pending");
  g_assert_cmpuint (fixture->turn.wakes & BHD_WAKE_AGENT, !=, 0);
  calls = take (fixture);
  g_assert_cmpuint (calls->len, ==, 1);
  g_assert_cmpstr (((BhdToolCallRow *) calls->pdata[0])->arguments, ==, ARGUMENTS);
}

static void
test_taken_once (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhMessage) message = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  ask (fixture, &question);
  message = confirm (fixture, fixture->ada, &question, TRUE);
  first = take (fixture);
  second = take (fixture);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpuint (second->len, ==, 0);
}

static void
test_unconfirmed_not_taken (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (GPtrArray) calls = NULL;

  ask (fixture, &question);
  calls = take (fixture);
  g_assert_cmpuint (calls->len, ==, 0);
}

static void
test_no (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhMessage) message = NULL;
  g_autoptr (BhdToolCallRow) call = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  ask (fixture, &question);
  message = confirm (fixture, fixture->ada, &question, FALSE);
  g_assert_no_error (fixture->error);
  assert_state (fixture, &question, "cancelled");
  g_assert_nonnull (strstr (message->extra, "\"cancelled\""));
  call = look (fixture, question.call_id);
  g_assert_cmpstr (call->status, ==, "cancelled");
  calls = take (fixture);
  g_assert_cmpuint (calls->len, ==, 0);
}

static void
test_once (DeskFixture *fixture, gconstpointer unused)
{
  for (guint first = 0; first < 2; first++)
    {
      g_auto (Question) question = { NULL };
      g_autoptr (BhMessage) message = NULL;

      ask (fixture, &question);
      message = confirm (fixture, fixture->ada, &question, first == 0);
      g_assert_no_error (fixture->error);
      g_assert_null (confirm (fixture, fixture->ada, &question, TRUE));
      desk_assert_error (fixture, BH_ERROR_CLOSED);
    }
}

static void
test_late (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };

  ask (fixture, &question);
  desk_wait (fixture, 10 * BH_MINUTE);
  g_assert_null (confirm (fixture, fixture->ada, &question, TRUE));
  desk_assert_error (fixture, BH_ERROR_CLOSED);
}

static void
test_wrong_token (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhMessage) message = NULL;

  ask (fixture, &question);
  g_free (question.token);
  question.token = bh_token_new ();
  g_assert_null (confirm (fixture, fixture->ada, &question, TRUE));
  desk_assert_error (fixture, BH_ERROR_FORBIDDEN);
}

static void
test_others (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  const BhdCaller *others[] = { fixture->bob, fixture->eve };

  ask (fixture, &question);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_null (confirm (fixture, others[i], &question, TRUE));
      desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
    }
}

/* Bob's own conversation is found, ada's call in it is not. */
static void
test_other_conversation (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) other =
      bhd_conversations_open (&fixture->turn, fixture->bob, id, &created, &fixture->error);

  ask (fixture, &question);
  g_assert_null (bhd_tool_calls_confirm (&fixture->turn, fixture->bob, id, question.call_id,
                                         question.token, TRUE, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

static void
test_person_has_it (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhConversation) taken = NULL;

  ask (fixture, &question);
  taken = bhd_conversations_claim (&fixture->turn, fixture->mia, fixture->id, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_null (confirm (fixture, fixture->ada, &question, TRUE));
  desk_assert_error (fixture, BH_ERROR_CLOSED);
}

static void
test_ai_is_silent (DeskFixture *fixture, gconstpointer unused)
{
  static const char always[] =
      "{\"mon\":[[\"00:00\",\"24:00\"]],\"tue\":[[\"00:00\",\"24:00\"]]}"; /* it is a Tuesday */
  const BhdAiSettingsChange quiet = { .schedule = "outside_hours", .hours = always };
  g_auto (Question) question = { NULL };
  g_autoptr (BhdAiSettings) settings = NULL;

  ask (fixture, &question);
  settings = bhd_ai_settings_change (&fixture->turn, fixture->ada->organization_id, &quiet,
                                     &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_null (confirm (fixture, fixture->ada, &question, TRUE));
  desk_assert_error (fixture, BH_ERROR_CLOSED);
}

static void
test_finished (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhMessage) message = NULL;
  g_autoptr (BhdToolCallRow) call = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  const BhdToolCallEnd end = { .status = "success",
                               .http_status = 200,
                               .result = "{}",
                               .duration_us = 5 };

  ask (fixture, &question);
  message = confirm (fixture, fixture->ada, &question, TRUE);
  calls = take (fixture);
  bhd_tool_calls_finish (&fixture->turn, fixture->ada->organization_id, question.call_id, &end,
                         &fixture->error);
  g_assert_no_error (fixture->error);
  assert_state (fixture, &question, "done");
  call = look (fixture, question.call_id);
  g_assert_cmpstr (call->status, ==, "success");
  g_assert_cmpint (call->http_status, ==, 200);
}

static void
test_old_yes (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) question = { NULL };
  g_autoptr (BhMessage) message = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (BhdToolCallRow) call = NULL;
  gboolean more = TRUE;

  ask (fixture, &question);
  message = confirm (fixture, fixture->ada, &question, TRUE);
  desk_wait (fixture, 11 * BH_MINUTE);
  calls = take (fixture);
  g_assert_cmpuint (calls->len, ==, 0);
  bhd_tool_calls_expire (&fixture->turn, fixture->ada->organization_id, &more, &fixture->error);
  call = look (fixture, question.call_id);
  g_assert_cmpstr (call->status, ==, "cancelled");
  g_assert_false (more);
}

static void
test_expire (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) old = { NULL };
  g_auto (Question) young = { NULL };
  g_autoptr (BhdToolCallRow) first = NULL;
  g_autoptr (BhdToolCallRow) second = NULL;
  gboolean more;

  ask (fixture, &old);
  desk_wait (fixture, 6 * BH_MINUTE);
  ask (fixture, &young);
  desk_wait (fixture, 6 * BH_MINUTE);
  bhd_tool_calls_expire (&fixture->turn, fixture->ada->organization_id, &more, &fixture->error);
  g_assert_no_error (fixture->error);
  assert_state (fixture, &old, "cancelled");
  first = look (fixture, old.call_id);
  second = look (fixture, young.call_id);
  g_assert_cmpstr (first->status, ==, "cancelled");
  g_assert_cmpstr (second->status, ==, "pending");
}

static void
test_recover (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (Question) waiting = { NULL };
  g_autoptr (BhdToolRow) tool = make_tool (fixture);
  const BhdToolCallDraft draft = { .tool = tool, .arguments = "{}" };
  g_autofree char *id = bhd_tool_calls_start (&fixture->turn, &draft, &fixture->error);
  g_autoptr (BhdToolCallRow) interrupted = NULL;
  g_autoptr (BhdToolCallRow) untouched = NULL;

  ask (fixture, &waiting);
  bhd_tool_calls_recover (&fixture->turn, &fixture->error);
  g_assert_no_error (fixture->error);
  interrupted = look (fixture, id);
  untouched = look (fixture, waiting.call_id);
  g_assert_cmpstr (interrupted->status, ==, "error");
  g_assert_cmpstr (untouched->status, ==, "pending");
}

static void
test_page (DeskFixture *fixture, gconstpointer unused)
{
  const char *acme = fixture->ada->organization_id;
  g_autoptr (BhdToolRow) tool = make_tool (fixture);
  const BhdToolCallDraft here = { .tool = tool, .conversation_id = fixture->id, .arguments = "{}" };
  const BhdToolCallDraft nowhere = { .tool = tool, .arguments = "{}" };
  g_autofree char *first = bhd_tool_calls_start (&fixture->turn, &here, &fixture->error);
  g_autofree char *second = bhd_tool_calls_start (&fixture->turn, &nowhere, &fixture->error);
  g_autoptr (GPtrArray) all =
      bhd_tool_calls_page (&fixture->turn, acme, NULL, NULL, 10, &fixture->error);
  g_autoptr (GPtrArray) own =
      bhd_tool_calls_page (&fixture->turn, acme, fixture->id, NULL, 10, &fixture->error);
  g_autoptr (GPtrArray) rest =
      bhd_tool_calls_page (&fixture->turn, acme, NULL, second, 10, &fixture->error);
  g_autoptr (GPtrArray) rival = bhd_tool_calls_page (&fixture->turn, fixture->eve->organization_id,
                                                     NULL, NULL, 10, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((BhdToolCallRow *) all->pdata[0])->id, ==, second);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpuint (rival->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/ai/calls/the-question-tells-its-values", test_text);
  DESK_TEST ("/desk/ai/calls/the-token-is-stored-hashed", test_token_hashed);
  DESK_TEST ("/desk/ai/calls/yes-wakes-the-agent-and-hands-the-call-out", test_yes);
  DESK_TEST ("/desk/ai/calls/a-confirmed-one-is-handed-out-once", test_taken_once);
  DESK_TEST ("/desk/ai/calls/an-unconfirmed-one-is-not-handed-out", test_unconfirmed_not_taken);
  DESK_TEST ("/desk/ai/calls/no-cancels-it", test_no);
  DESK_TEST ("/desk/ai/calls/the-word-is-given-once", test_once);
  DESK_TEST ("/desk/ai/calls/the-word-comes-within-ten-minutes", test_late);
  DESK_TEST ("/desk/ai/calls/another-token-is-refused", test_wrong_token);
  DESK_TEST ("/desk/ai/calls/anothers-is-not-found", test_others);
  DESK_TEST ("/desk/ai/calls/in-another-conversation-it-is-not-found", test_other_conversation);
  DESK_TEST ("/desk/ai/calls/when-a-person-has-it-it-is-over", test_person_has_it);
  DESK_TEST ("/desk/ai/calls/while-the-ai-is-silent-it-is-over", test_ai_is_silent);
  DESK_TEST ("/desk/ai/calls/the-message-says-how-it-ended", test_finished);
  DESK_TEST ("/desk/ai/calls/an-old-yes-does-nothing", test_old_yes);
  DESK_TEST ("/desk/ai/calls/what-nobody-answered-is-cancelled", test_expire);
  DESK_TEST ("/desk/ai/calls/what-was-interrupted-has-failed", test_recover);
  DESK_TEST ("/desk/ai/calls/are-paged-newest-first", test_page);
  return g_test_run ();
}
