/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

#include "tests/agent/models/ask-fixture.h"

/* Every wire against an emulator that others wrote.  What it answers stands in serve.mjs. */

static const struct
{
  const char *kind;
  const char *base; /* behind the emulator's address */
} wires[] = {
  { "openai", "/v1" },
  { "anthropic", "" },
  { "gemini", "" },
};

static void
set_up (AskFixture *fixture, gconstpointer kind)
{
  guint i = 0;

  while (strcmp (wires[i].kind, kind) != 0)
    i++;
  ask_fixture_set_up (fixture, kind);
  g_free (fixture->account.base_url);
  fixture->account.base_url = g_strconcat (g_getenv ("BHT_AIMOCK_URL"), wires[i].base, NULL);
  g_ptr_array_set_size (fixture->request.messages, 0);
}

static BhdModelAnswer *
get (AskFixture *fixture, const char *question)
{
  ask_fixture_add (fixture, BHD_MODEL_USER, question);
  return ask_fixture_get (fixture);
}

static GError *
fail (AskFixture *fixture, const char *question, int code)
{
  fixture->request.first_token_ms = 800;
  ask_fixture_add (fixture, BHD_MODEL_USER, question);
  return ask_fixture_fail (fixture, code);
}

static void
test_streams (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = get (fixture, "greet");

  g_assert_cmpstr (answer->text, ==, "Grüße aus Zürich 😀");
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_DONE);
  g_assert_cmpuint (fixture->pieces, >, 3);
  g_assert_cmpint (answer->tokens_in, ==, 11);
  g_assert_cmpint (answer->tokens_out, ==, 7);
}

static void
test_calls (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = get (fixture, "two tools");

  g_assert_cmpint (answer->finish, ==, BHD_MODEL_CALLS);
  g_assert_cmpuint (answer->calls->len, ==, 2);
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->name, ==, "search");
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->arguments, ==, "{\"query\":\"order\"}");
  g_assert_cmpstr (ask_fixture_get_call (answer, 1)->name, ==, "resolve");
}

static void
test_unknown_tool (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = get (fixture, "unknown tool");

  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->name, ==, "teleport");
}

/* What is given back is understood as the result of that call. */
static void
test_result (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) first = get (fixture, "look first");
  g_autoptr (BhdModelAnswer) second = NULL;
  const BhdModelCall *call = ask_fixture_get_call (first, 0);
  BhdModelMessage *asks = ask_fixture_add (fixture, BHD_MODEL_ASSISTANT, first->text);
  BhdModelMessage *result = NULL;

  ask_fixture_call (asks, call->id, call->name, call->arguments);
  result = ask_fixture_add (fixture, BHD_MODEL_TOOL, "sent yesterday");
  result->call_id = g_strdup (call->id);
  result->name = g_strdup (call->name);
  second = ask_fixture_get (fixture);
  g_assert_cmpstr (second->text, ==, "It is on its way.");
}

static void
test_length (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = get (fixture, "long");

  g_assert_cmpint (answer->finish, ==, BHD_MODEL_LENGTH);
}

static void
test_filter (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer =
      get (fixture, strcmp (kind, "anthropic") == 0 ? "refuse" : "filter");

  g_assert_cmpint (answer->finish, ==, BHD_MODEL_REFUSED);
}

/* Whether the emulator repairs them first is its own affair. */
static void
test_broken_arguments (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = get (fixture, "broken tool");

  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->name, ==, "search");
  g_assert_cmpstr (bhd_model_call_get_object (ask_fixture_get_call (answer, 0)), ==, "{}");
}

static void
test_cut (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = fail (fixture, "cut short", BH_ERROR_UNAVAILABLE);
}

static void
test_hang_up (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = fail (fixture, "hang up", BH_ERROR_UNAVAILABLE);
}

static void
test_malformed (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = fail (fixture, "malformed", BH_ERROR_MALFORMED);
}

static void
test_limit (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = fail (fixture, "limit", BH_ERROR_RATE_LIMITED);
}

static void
test_overload (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = fail (fixture, "overload", BH_ERROR_UNAVAILABLE);

  g_assert_nonnull (strstr (error->message, "Overloaded"));
}

static void
test_forbidden (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = fail (fixture, "forbidden", BH_ERROR_FORBIDDEN);

  g_assert_nonnull (strstr (error->message, "Wrong key"));
}

static void
test_empty (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = fail (fixture, "empty", BH_ERROR_MALFORMED);
}

static void
test_embed (AskFixture *fixture, gconstpointer kind)
{
  static const char *const texts[] = { "question one", "question two" };
  g_autoptr (GError) error = NULL;
  g_autofree float *rows = NULL;
  guint dimension = 0;

  if (strcmp (kind, "openai") != 0)
    {
      g_test_skip ("the emulator embeds several texts at once for OpenAI alone");
      return;
    }
  rows = bhd_model_embed (fixture->outbound, &fixture->account, texts, 2, TRUE, &dimension, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (rows[0], 0.6f, 1e-6);
}

static void
add_all (const char *kind)
{
  static const struct
  {
    const char *name;
    void (*func) (AskFixture *fixture, gconstpointer kind);
  } rows[] = {
    { "streams", test_streams },
    { "calls-several-tools", test_calls },
    { "calls-unknown-tools", test_unknown_tool },
    { "understands-results", test_result },
    { "ends-at-the-limit", test_length },
    { "a-filtered-answer-is-a-refusal", test_filter },
    { "broken-arguments-come-through", test_broken_arguments },
    { "a-cut-stream-is-an-error", test_cut },
    { "a-hung-up-stream-is-an-error", test_hang_up },
    { "malformed-answers-are-errors", test_malformed },
    { "a-rate-limit-is-told", test_limit },
    { "overload-is-told", test_overload },
    { "a-refused-key-is-told", test_forbidden },
    { "an-empty-answer-is-an-error", test_empty },
    { "embeds", test_embed },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/agent/aimock/%s/%s", kind, rows[i].name);

      g_test_add (path, AskFixture, kind, set_up, rows[i].func, ask_fixture_tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    add_all (wires[i].kind);
  return g_test_run ();
}
