/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/agent/models/bhd-model-wire.h"
#include "server/desk/ai/bhd-providers.h"

#include <string.h>

#include "tests/agent/models/ask-fixture.h"

/* What holds for every provider, shown with the one that is easiest to write. */

#define SAY(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define END                                                                                        \
  "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"                            \
  "data: [DONE]\n\n"
#define JSON "Content-Type: application/json\r\n"

static void
test_cut (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator, SAY ("Your order"));
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
  g_assert_cmpstr (fixture->said->str, ==, "|Your order");
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 1);
}

static void
test_broken_off (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .body = SAY ("Your order"), .end = EMULATOR_BREAKS });
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 1);
}

/* The reason to end was there, but not that it was the end. */
static void
test_broken_off_late (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_add (
      &fixture->emulator,
      &(EmulatorReply){ .body = SAY ("a") "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n",
                        .end = EMULATOR_BREAKS });
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
}

static void
test_lingers (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;
  gint64 start_us = g_get_monotonic_time ();

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .body = SAY ("a") END SAY ("b"), .end = EMULATOR_HANGS });
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (answer->text, ==, "a");
}

static void
test_malformed (AskFixture *fixture, gconstpointer kind)
{
  static const char *const events[] = {
    "data: {\"choices\":[{\n\n",
    "data: []\n\n",
    "data: 7\n\n",
    "data: {\"a\":\"\xff\"}\n\n",
    "data: hello\n\n",
    "data: {\"choices\":[{\"delta\":{\"tool_calls\":[7]}}]}\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GError) error = NULL;

      emulator_say (&fixture->emulator, events[i]);
      error = ask_fixture_fail (fixture, BH_ERROR_MALFORMED);
    }
}

static void
test_no_stream (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator, "<html>Welcome to the router</html>");
  error = ask_fixture_fail (fixture, BH_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "check"));
}

static void
test_empty (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator, END);
  error = ask_fixture_fail (fixture, BH_ERROR_MALFORMED);
}

static void
test_again (AskFixture *fixture, gconstpointer kind)
{
  static const guint statuses[] = { 500, 502, 503, 529, 408 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (BhdModelAnswer) answer = NULL;

      emulator_add (&fixture->emulator,
                    &(EmulatorReply){ .status = statuses[i], .headers = JSON, .body = "" });
      emulator_say (&fixture->emulator, SAY ("a") END);
      answer = ask_fixture_get (fixture);
      g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 2 * i + 2);
    }
}

/* Closed without a word: as if the network had failed. */
static void
test_again_after_nothing (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_add (&fixture->emulator, &(EmulatorReply){ .body = "", .end = EMULATOR_BREAKS });
  emulator_say (&fixture->emulator, SAY ("a") END);
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "a");
}

static void
test_retry_after (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;
  gint64 start_us = g_get_monotonic_time ();

  emulator_add (
      &fixture->emulator,
      &(EmulatorReply){ .status = 429, .headers = JSON "Retry-After: 1\r\n", .body = "{}" });
  emulator_say (&fixture->emulator, SAY ("a") END);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, G_TIME_SPAN_SECOND);
  g_assert_cmpint (answer->first_token_us, >=, G_TIME_SPAN_SECOND);
}

static void
test_retry_after_too_long (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  gint64 start_us = g_get_monotonic_time ();

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 429,
                                  .headers = JSON "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\n",
                                  .body = "{\"error\":{\"message\":\"Slow down\"}}" });
  error = ask_fixture_fail (fixture, BH_ERROR_RATE_LIMITED);
  g_assert_nonnull (strstr (error->message, "Slow down"));
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 1);
}

static void
test_patience_ends_attempts (AskFixture *fixture, gconstpointer kind)
{
  static const EmulatorReply fault = { .status = 500, .body = "" };
  g_autoptr (GError) error = NULL;

  fixture->request.first_token_ms = 1000;
  for (guint i = 0; i < 8; i++)
    emulator_add (&fixture->emulator, &fault);
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
  g_assert_cmpuint (emulator_count (&fixture->emulator), <, 5);
}

static void
test_reason_outlives_patience (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  fixture->request.first_token_ms = 1500;
  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 503, .body = "{\"error\":\"Being repaired\"}" });
  emulator_add (&fixture->emulator, &(EmulatorReply){ .body = "", .end = EMULATOR_HANGS });
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "Being repaired"));
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 2);
}

static void
test_first_token (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  fixture->request.first_token_ms = 200;
  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .body = ": ping\n\n" SAY (""), .end = EMULATOR_HANGS });
  error = ask_fixture_fail (fixture, BH_ERROR_TIMEOUT);
  g_assert_nonnull (strstr (error->message, "200 ms"));
}

static void
test_total (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  fixture->request.total_ms = 1000;
  emulator_add (&fixture->emulator, &(EmulatorReply){ .body = SAY ("a"), .end = EMULATOR_HANGS });
  error = ask_fixture_fail (fixture, BH_ERROR_TIMEOUT);
  g_assert_cmpstr (fixture->said->str, ==, "|a");
}

static void
test_private (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  fixture->account.allow_private = FALSE;
  error = ask_fixture_fail (fixture, BH_ERROR_FORBIDDEN);
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 0);
  g_assert_nonnull (strstr (error->message, "models_to_private"));
  g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, "\"base_url\"");
}

static void
test_stops_when_told (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  fixture->stop_after = 2;
  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .body = SAY ("a") SAY ("b") SAY ("c"), .end = EMULATOR_HANGS });
  g_assert_null (ask_fixture_ask (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->said->str, ==, "|a|b");
}

static gboolean
nobody_wants_it (gpointer data)
{
  return FALSE;
}

/* Nothing comes any more that could be refused. */
static void
test_stops_while_nothing_comes (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fixture->request.wanted = nobody_wants_it;
  emulator_add (&fixture->emulator, &(EmulatorReply){ .body = SAY ("a"), .end = EMULATOR_HANGS });
  g_assert_null (ask_fixture_ask (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->said->str, ==, "|a");
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_TIME_SPAN_SECOND);
}

static gpointer
cancel_thread (gpointer data)
{
  AskFixture *fixture = data;

  emulator_wait_for (&fixture->emulator, 1);
  g_cancellable_cancel (fixture->request.cancellable);
  return NULL;
}

static void
cancel_during (AskFixture *fixture, const EmulatorReply *reply)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fixture->request.cancellable = cancellable;
  emulator_add (&fixture->emulator, reply);
  thread = g_thread_new ("cancel", cancel_thread, fixture);
  g_assert_null (ask_fixture_ask (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_TIME_SPAN_SECOND);
  g_thread_join (thread);
}

static void
test_cancelled (AskFixture *fixture, gconstpointer kind)
{
  cancel_during (fixture, &(EmulatorReply){ .body = SAY (""), .end = EMULATOR_HANGS });
}

/* Nothing more comes that could wake whoever waits. */
static void
test_cancelled_while_waiting (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 start_us = g_get_monotonic_time ();

  fixture->request.cancellable = cancellable;
  fixture->cancels = TRUE;
  emulator_add (&fixture->emulator, &(EmulatorReply){ .body = SAY ("a"), .end = EMULATOR_HANGS });
  g_assert_null (ask_fixture_ask (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_TIME_SPAN_SECOND);
}

static void
test_cancelled_between_attempts (AskFixture *fixture, gconstpointer kind)
{
  cancel_during (
      fixture, &(EmulatorReply){ .status = 429, .headers = JSON "Retry-After: 8\r\n", .body = "" });
}

static void
test_unknown_kind (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  g_free (fixture->account.kind);
  fixture->account.kind = g_strdup ("oracle");
  error = ask_fixture_fail (fixture, BH_ERROR_INVALID);
}

/* The desk offers what the agent can speak to, and knows of each whether it embeds. */
static void
test_kinds (void)
{
  const BhdModelWire *wire = bhd_model_wires;

  for (const BhdProviderKind *kind = bhd_provider_kinds; kind->kind != NULL; kind++)
    {
      g_assert_nonnull (bhd_model_wire_find (kind->kind, NULL));
      g_assert_true ((bhd_model_wire_find (kind->kind, NULL)->write_embed != NULL) == kind->embeds);
    }
  for (; wire->name != NULL; wire++)
    g_assert_nonnull (bhd_provider_kind_find (wire->name));
}

static void
test_usual_urls (void)
{
  static const char *const urls[][2] = {
    { "openai", "https://api.openai.com/v1/x" },
    { "anthropic", "https://api.anthropic.com/x" },
    { "gemini", "https://generativelanguage.googleapis.com/x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      char empty[] = "";
      BhdModelAccount account = { .base_url = i == 0 ? empty : NULL };
      g_autofree char *url =
          bhd_model_wire_url (bhd_model_wire_find (urls[i][0], NULL), &account, "/x", NULL);

      g_assert_cmpstr (url, ==, urls[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/agent/ask/" name, AskFixture, "openai", ask_fixture_set_up, func,                  \
              ask_fixture_tear_down)
  ADD ("a-stream-without-its-end-is-an-error", test_cut);
  ADD ("a-broken-connection-is-an-error", test_broken_off);
  ADD ("a-connection-broken-before-the-mark-is-an-error", test_broken_off_late);
  ADD ("nothing-behind-the-mark-counts", test_lingers);
  ADD ("malformed-events-are-errors", test_malformed);
  ADD ("what-is-no-stream-is-told", test_no_stream);
  ADD ("an-empty-answer-is-an-error", test_empty);
  ADD ("faults-are-asked-again", test_again);
  ADD ("silence-is-asked-again", test_again_after_nothing);
  ADD ("retry-after-is-kept", test_retry_after);
  ADD ("retry-after-beyond-patience-ends-it", test_retry_after_too_long);
  ADD ("patience-ends-the-attempts", test_patience_ends_attempts);
  ADD ("the-reason-outlives-patience", test_reason_outlives_patience);
  ADD ("patience-for-the-first-piece-ends", test_first_token);
  ADD ("patience-for-the-whole-ends", test_total);
  ADD ("private-addresses-hear-nothing", test_private);
  ADD ("the-listener-may-stop-it", test_stops_when_told);
  ADD ("the-listener-may-stop-it-while-nothing-comes", test_stops_while_nothing_comes);
  ADD ("it-can-be-cancelled", test_cancelled);
  ADD ("it-can-be-cancelled-while-it-waits", test_cancelled_while_waiting);
  ADD ("it-can-be-cancelled-between-attempts", test_cancelled_between_attempts);
  ADD ("an-unknown-kind-is-refused", test_unknown_kind);
  g_test_add_func ("/agent/ask/what-can-be-chosen-can-be-spoken-to", test_kinds);
  g_test_add_func ("/agent/ask/each-provider-has-its-usual-address", test_usual_urls);
  return g_test_run ();
}
