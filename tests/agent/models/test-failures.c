/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

#include "tests/agent/models/ask-fixture.h"

/* What an administrator is told, and what nobody is. */

#define SAY(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define END                                                                                        \
  "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"                            \
  "data: [DONE]\n\n"
#define JSON "Content-Type: application/json\r\n"

static void
test_statuses (AskFixture *fixture, gconstpointer kind)
{
  static const struct
  {
    guint status;
    const char *body;
    int code;
    const char *told;
  } rows[] = {
    { 400, "{\"error\":{\"message\":\"Bad thing\"}}", BH_ERROR_INVALID, "Bad thing" },
    { 400, "{\"error\":\"Incorrect API key provided\"}", BH_ERROR_FORBIDDEN, "refused the key" },
    { 401, "", BH_ERROR_FORBIDDEN, "refused the key" },
    { 403, "{\"message\":\"No such permission\"}", BH_ERROR_FORBIDDEN, "No such permission" },
    { 404, "{\"error\":{\"message\":\"model 'x' not found\"}}", BH_ERROR_NOT_FOUND, "model 'x'" },
    { 404, "<html>", BH_ERROR_NOT_FOUND, "404" },
    { 301, "", BH_ERROR_INVALID, "base URL" },
    { 422, "{\"detail\":\"Nope\"}", BH_ERROR_INVALID, "Nope" },
    { 429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"Pay\"}}", BH_ERROR_FORBIDDEN,
      "credit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      emulator_add (
          &fixture->emulator,
          &(EmulatorReply){ .status = rows[i].status, .headers = JSON, .body = rows[i].body });
      error = ask_fixture_fail (fixture, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].told));
      g_assert_cmpuint (emulator_count (&fixture->emulator), ==, i + 1);
    }
}

static void
test_long_words (AskFixture *fixture, gconstpointer kind)
{
  g_autofree char *words = g_strnfill (5000, 'w');
  g_autofree char *body =
      g_strconcat ("{\"error\":{\"message\":\"first\\n\\n  ", words, "\"}}", NULL);
  g_autoptr (GError) error = NULL;

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 400, .headers = JSON, .body = body });
  error = ask_fixture_fail (fixture, BH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "first ww"));
  g_assert_cmpuint (strlen (error->message), <, 400);
}

static void
test_key_in_words (AskFixture *fixture, gconstpointer kind)
{
  static const char *const bodies[] = {
    "{\"error\":{\"message\":\"Incorrect API key provided: " ASK_KEY ".\"}}",
    "{\"error\":{\"message\":\"Incorrect API key provided: te***************efgh.\"}}",
    "{\"error\":{\"message\":\"Wrong: 0123456789abcdefgh!\"}}",
    "{\"error\":{\"message\":\"Wrong: AIzaSyA-other-0123456789\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      emulator_add (&fixture->emulator,
                    &(EmulatorReply){ .status = 401, .headers = JSON, .body = bodies[i] });
      error = ask_fixture_fail (fixture, BH_ERROR_FORBIDDEN);
      g_assert_null (strstr (error->message, "efgh"));
      g_assert_null (strstr (error->message, "6789"));
      g_assert_nonnull (strstr (error->message, "…"));
    }
}

/* Its bytes are not those of a word. */
static void
test_odd_key_in_words (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  g_free (fixture->account.key);
  fixture->account.key = g_strdup ("a/1:b/2:c/3");
  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 401,
                                  .headers = JSON,
                                  .body = "{\"error\":\"The key a/1:b/2:c/3 is wrong\"}" });
  error = ask_fixture_fail (fixture, BH_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "The key … is wrong"));
}

/* Listing and embedding fail in the same words. */
static void
test_key_in_other_answers (AskFixture *fixture, gconstpointer kind)
{
  static const EmulatorReply refusal = { .status = 401,
                                         .body =
                                             "{\"error\":{\"message\":\"Bad key " ASK_KEY "\"}}" };
  static const char *const texts[] = { "one" };
  g_autoptr (GError) list_error = NULL;
  g_autoptr (GError) embed_error = NULL;
  guint dimension = 0;

  emulator_add (&fixture->emulator, &refusal);
  emulator_add (&fixture->emulator, &refusal);
  g_assert_null (bhd_model_list (fixture->outbound, &fixture->account, &list_error));
  g_assert_null (bhd_model_embed (fixture->outbound, &fixture->account, texts, 1, FALSE, &dimension,
                                  &embed_error));
  g_assert_error (list_error, BH_ERROR, BH_ERROR_FORBIDDEN);
  g_assert_cmpstr (list_error->message, ==, "the provider refused the key: Bad key …");
  g_assert_cmpstr (embed_error->message, ==, list_error->message);
}

/* Whoever asks a background question waits as the provider wishes. */
static void
test_list_again (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  emulator_add (&fixture->emulator, &(EmulatorReply){ .status = 503, .body = "" });
  emulator_say (&fixture->emulator, "{\"data\":[{\"id\":\"a\"}]}");
  names = bhd_model_list (fixture->outbound, &fixture->account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (names[0], ==, "a");
}

static GLogWriterOutput
log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length == -1 && fields[i].value != NULL)
      g_string_append_printf (data, "%s\n", (const char *) fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

/* Everything is logged, and failures of every sort happen. */
static void
test_key_is_only_in_its_header_subprocess (void)
{
  static const char *const bodies[] = { SAY ("a") END, SAY ("a"), "data: {" ASK_KEY "\n\n",
                                        "data: {\"error\":\"" ASK_KEY "\"}\n\n" };
  AskFixture fixture = { 0 };
  g_autoptr (GString) log = g_string_new (NULL);

  g_log_set_writer_func (log_cb, log, NULL);
  ask_fixture_set_up (&fixture, "openai");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BhdModelAnswer) answer = NULL;
      g_auto (GStrv) lines = NULL;

      fixture.request.first_token_ms = 1000;
      emulator_say (&fixture.emulator, bodies[i]);
      answer = ask_fixture_ask (&fixture, &error);
      if (error != NULL)
        g_debug ("%s", error->message);
      lines = g_strsplit (emulator_head (&fixture.emulator, i), "\r\n", 2);
      g_assert_null (strstr (lines[0], ASK_KEY));
      g_assert_null (strstr (emulator_body (&fixture.emulator, i), ASK_KEY));
    }
  ask_fixture_tear_down (&fixture, NULL);
  g_assert_null (strstr (log->str, ASK_KEY));
  g_assert_nonnull (strstr (log->str, "broke off"));
}

static void
test_key_is_only_in_its_header (void)
{
  g_test_trap_subprocess ("/agent/failures/key/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_base_urls (AskFixture *fixture, gconstpointer kind)
{
  static const char *const urls[] = { "http://me:secret@127.0.0.1/", "http://127.0.0.1/?key=x",
                                      "file:///etc/passwd", "127.0.0.1", "http://127.0.0.1/#x" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free (fixture->account.base_url);
      fixture->account.base_url = g_strdup (urls[i]);
      error = ask_fixture_fail (fixture, BH_ERROR_INVALID);
      g_assert_null (strstr (error->message, "secret"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/agent/failures/" name, AskFixture, "openai", ask_fixture_set_up, func,             \
              ask_fixture_tear_down)
  ADD ("statuses-become-errors-with-the-providers-words", test_statuses);
  ADD ("long-words-are-shortened", test_long_words);
  ADD ("a-key-among-the-words-is-covered", test_key_in_words);
  ADD ("a-key-that-is-no-word-is-covered", test_odd_key_in_words);
  ADD ("a-key-is-covered-in-every-answer", test_key_in_other_answers);
  ADD ("lists-are-asked-for-again", test_list_again);
  ADD ("a-base-url-is-only-where-to-go", test_base_urls);
  g_test_add_func ("/agent/failures/a-key-is-only-in-its-header", test_key_is_only_in_its_header);
  g_test_add_func ("/agent/failures/key/subprocess", test_key_is_only_in_its_header_subprocess);
  return g_test_run ();
}
