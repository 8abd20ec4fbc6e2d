/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/agent-fixture.h"
#include "tests/bht-patience.h"

#include "common/bh-json-reader.h"

#include <string.h>

typedef AgentFixture Fixture;

/* A provider that says half, lets the test do something, and says the rest. */
static Fixture *watched;               /* whose test runs */
static void (*meanwhile) (Fixture *f); /* what happens in between, once */

static gboolean
slow_run (const BhdProviderCall *call, GError **error)
{
  void (*act) (Fixture * f) = meanwhile;

  meanwhile = NULL;
  bhd_speech_say (call->speech, "The first half ");
  if (act != NULL)
    act (watched);
  bhd_speech_say (call->speech, "and the second half.");
  return TRUE;
}

static const BhdProvider slow = { "slow", slow_run };

static void
write_again (Fixture *f)
{
  agent_say (f, "and one more thing");
}

static void
step_in (Fixture *f)
{
  agent_operator_says (f, "I am here now.");
}

static void
run_with (Fixture *f, void (*act) (Fixture *f))
{
  watched = f;
  meanwhile = act;
  agent_start (f, &slow, 1);
  agent_say (f, "hello");
  agent_settle (f);
}

static void
test_newer_message_supersedes (Fixture *f, gconstpointer data)
{
  run_with (f, write_again);
  g_assert_cmpuint (agent_count_answers (f), ==, 1);
  agent_stop (f);
  g_assert_cmpuint (agent_count_said (f, "ai.started"), ==, 2);
  g_assert_cmpuint (agent_count_said (f, "ai.discarded"), ==, 1);
}

static void
test_operator_silences_the_ai (Fixture *f, gconstpointer data)
{
  g_autofree char *outcome = NULL;

  run_with (f, step_in);
  g_assert_cmpuint (agent_count_answers (f), ==, 0);
  outcome = agent_last_outcome (f, NULL);
  g_assert_cmpstr (outcome, ==, "discarded");
  agent_stop (f);
  g_assert_cmpuint (agent_count_said (f, "ai.discarded"), ==, 1);
}

static guint
count_said_with (Fixture *f, const char *words)
{
  guint n = 0;

  g_mutex_lock (&f->mutex);
  for (guint i = 0; i < f->said->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (f->said, i), "run.updated ") &&
         strstr (g_ptr_array_index (f->said, i), words) != NULL;
  g_mutex_unlock (&f->mutex);
  return n;
}

static void
test_desk_hears_beginning_and_end (Fixture *f, gconstpointer data)
{
  run_with (f, NULL);
  agent_stop (f);
  g_assert_cmpuint (agent_count_said (f, "run.updated"), ==, 2);
  g_assert_cmpuint (count_said_with (f, "\"state\":\"running\",\"provider\":null"), ==, 1);
  g_assert_cmpuint (count_said_with (f, "\"state\":\"done\",\"provider\":\"slow\""), ==, 1);
}

/* Also of a run whose answer came to nothing. */
static void
test_desk_hears_the_end_of_the_discarded (Fixture *f, gconstpointer data)
{
  run_with (f, step_in);
  agent_stop (f);
  g_assert_cmpuint (count_said_with (f, "\"state\":\"running\""), ==, 1);
  g_assert_cmpuint (count_said_with (f, "\"state\":\"done\""), ==, 1);
}

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  gint64 next_due_us;

  return bhd_runs_take (turn, &next_due_us, error);
}

/* A daemon that was killed in the middle of a run. */
static void
leave_running (Fixture *f)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  BhdRun *run = NULL;

  while (run == NULL && g_get_monotonic_time () < deadline)
    run = agent_turn (f, take_job);
  g_assert_nonnull (run);
  bhd_run_free (run);
}

static void
test_run_left_running_is_answered_once (Fixture *f, gconstpointer data)
{
  agent_say (f, "How much does shipping cost?");
  leave_running (f);
  agent_start (f, NULL, 2);
  agent_settle (f);
  g_assert_cmpuint (agent_count_answers (f), ==, 1);
}

static void
test_many_threads_answer_once (Fixture *f, gconstpointer data)
{
  agent_start (f, NULL, 8);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *answer = agent_ask (f, "How much does shipping cost?");

      g_assert_cmpuint (agent_count_answers (f), ==, i + 1);
    }
}

static void
test_answer_is_stored_under_the_promised_id (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  const BhMessage *last;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost?");
  messages = agent_messages (f);
  last = g_ptr_array_index (messages, messages->len - 1);
  g_assert_nonnull (strstr (g_ptr_array_index (f->said, 0), last->id));
}

static void
test_deltas_make_up_the_answer (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autoptr (GString) heard = g_string_new (NULL);

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost?");
  agent_stop (f);
  for (guint i = 0; i < f->said->len; i++)
    {
      const char *said = g_ptr_array_index (f->said, i);
      g_autoptr (JsonNode) root = NULL;
      JsonObject *body;

      if (!g_str_has_prefix (said, "ai.delta "))
        continue;
      said += strlen ("ai.delta ");
      root = bh_json_parse_object (said, strlen (said), 10000, NULL);
      body = json_node_get_object (root);
      g_assert_cmpint (bh_json_get_int (body, "offset", -1), ==, g_utf8_strlen (heard->str, -1));
      g_string_append (heard, bh_json_get_string (body, "text", ""));
    }
  g_assert_cmpstr (heard->str, ==, answer);
  g_assert_cmpuint (agent_count_said (f, "ai.delta"), >, 1);
  g_assert_cmpuint (agent_count_said (f, "ai.discarded"), ==, 0);
}

static void
test_escalation_takes_the_promise_back (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "I want to talk to a human");
  agent_stop (f);
  g_assert_cmpuint (agent_count_said (f, "ai.started"), ==, 1);
  g_assert_cmpuint (agent_count_said (f, "ai.discarded"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  AGENT_TEST ("/agent/runs/newer-message-supersedes", test_newer_message_supersedes);
  AGENT_TEST ("/agent/runs/operator-silences-the-ai", test_operator_silences_the_ai);
  AGENT_TEST ("/agent/runs/desk-hears-beginning-and-end", test_desk_hears_beginning_and_end);
  AGENT_TEST ("/agent/runs/desk-hears-the-end-of-the-discarded",
              test_desk_hears_the_end_of_the_discarded);
  AGENT_TEST ("/agent/runs/run-left-running-is-answered-once",
              test_run_left_running_is_answered_once);
  AGENT_TEST ("/agent/runs/many-threads-answer-once", test_many_threads_answer_once);
  AGENT_TEST ("/agent/runs/answer-is-stored-under-the-promised-id",
              test_answer_is_stored_under_the_promised_id);
  AGENT_TEST ("/agent/runs/deltas-make-up-the-answer", test_deltas_make_up_the_answer);
  AGENT_TEST ("/agent/runs/escalation-takes-the-promise-back",
              test_escalation_takes_the_promise_back);
  return g_test_run ();
}
