/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

#include "tests/agent/models/ask-fixture.h"
#include "tests/agent/models/shape.h"

#define EVENT(type, members) "event: " type "\ndata: {\"type\":\"" type "\"" members "}\n\n"
#define START                                                                                      \
  EVENT ("message_start",                                                                          \
         ",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"  \
         "\"usage\":{\"input_tokens\":20,\"cache_read_input_tokens\":3,"                           \
         "\"cache_creation_input_tokens\":2,\"output_tokens\":1}}")
#define BLOCK(index, block)                                                                        \
  EVENT ("content_block_start", ",\"index\":" #index ",\"content_block\":" block)
#define DELTA(index, delta) EVENT ("content_block_delta", ",\"index\":" #index ",\"delta\":" delta)
#define STOP(index) EVENT ("content_block_stop", ",\"index\":" #index)
#define TEXT(text) DELTA (0, "{\"type\":\"text_delta\",\"text\":\"" text "\"}")
#define INPUT(index, json)                                                                         \
  DELTA (index, "{\"type\":\"input_json_delta\",\"partial_json\":\"" json "\"}")
#define REASON(reason)                                                                             \
  EVENT ("message_delta", ",\"delta\":{\"stop_reason\":\"" reason "\",\"stop_sequence\":null},"    \
                          "\"usage\":{\"output_tokens\":15}")
#define END EVENT ("message_stop", "")
#define PING EVENT ("ping", "")

/* POST /v1/messages: what Anthropic's SDK (MessageCreateParams) says of the members we use. */
static const Shape ask_shape[] = {
  { "model", "string", TRUE },
  { "max_tokens", "int", TRUE },
  { "stream", "bool", TRUE },
  { "system", "string" },
  { "messages", "array", TRUE },
  { "messages[]", "object" },
  { "messages[].role", "string", TRUE, "user|assistant" },
  { "messages[].content", "array", TRUE },
  { "messages[].content[]", "object" },
  { "messages[].content[].type", "string", TRUE, "text|image|tool_use|tool_result" },
  { "messages[].content[].text", "string" },
  { "messages[].content[].source", "object" },
  { "messages[].content[].source.type", "string", TRUE, "base64" },
  { "messages[].content[].source.media_type", "string", TRUE,
    "image/png|image/jpeg|image/webp|image/gif" },
  { "messages[].content[].source.data", "string", TRUE },
  { "messages[].content[].id", "string" },
  { "messages[].content[].name", "string" },
  { "messages[].content[].input", "any" },
  { "messages[].content[].tool_use_id", "string" },
  { "messages[].content[].content", "string" },
  { "tools", "array" },
  { "tools[]", "object" },
  { "tools[].name", "string", TRUE },
  { "tools[].description", "string" },
  { "tools[].input_schema", "any", TRUE },
  { NULL },
};

static void
test_streams (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator, START BLOCK (0, "{\"type\":\"text\",\"text\":\"\"}") PING TEXT (
                                        "Hel") TEXT ("lo") STOP (0) REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_DONE);
  g_assert_cmpstr (answer->text, ==, "Hello");
  g_assert_cmpstr (fixture->said->str, ==, "|Hel|lo");
  g_assert_cmpint (answer->tokens_in, ==, 25);
  g_assert_cmpint (answer->tokens_out, ==, 15);
}

static void
test_cut_into_bytes (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_add (&fixture->emulator, &(EmulatorReply){ .body = START ": hm\r\n\r\n" TEXT ("Grüße")
                                                          REASON ("end_turn") END,
                                                      .in_bytes = TRUE });
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "Grüße");
}

static void
test_request (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;
  const char *head = NULL;

  ask_fixture_add_story (fixture);
  emulator_say (&fixture->emulator, START TEXT ("a") REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  head = emulator_head (&fixture->emulator, 0);
  g_assert_true (g_str_has_prefix (head, "POST /v1/messages HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "\r\nx-api-key: " ASK_KEY "\r\n"));
  g_assert_nonnull (strstr (head, "\r\nanthropic-version: 2023-06-01\r\n"));
  g_assert_null (strstr (head, "Authorization"));
  shape_assert (ask_shape, emulator_body (&fixture->emulator, 0));
}

/* Both results stand in one turn, right behind the calls. */
static void
test_turns (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  ask_fixture_add_story (fixture);
  emulator_say (&fixture->emulator, START TEXT ("a") REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  g_assert_nonnull (strstr (
      emulator_body (&fixture->emulator, 0),
      "\"messages\":["
      "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Where is my order?\"}]},"
      "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"I will look.\"},"
      "{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"search\",\"input\":{\"query\":\"order\"}},"
      "{\"type\":\"tool_use\",\"id\":\"c2\",\"name\":\"search\",\"input\":{}}]},"
      "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c1\","
      "\"content\":\"{\\\"found\\\":1}\"},{\"type\":\"tool_result\",\"tool_use_id\":\"c2\","
      "\"content\":\"the arguments were no JSON\"}]},"
      "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"It is on its way.\"}]},"
      "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Thanks\"}]}]"));
}

static void
test_begins_with_user (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  g_ptr_array_set_size (fixture->request.messages, 0);
  ask_fixture_add (fixture, BHD_MODEL_ASSISTANT, "Welcome!");
  ask_fixture_add (fixture, BHD_MODEL_USER, " ");
  ask_fixture_add (fixture, BHD_MODEL_USER, "Hi");
  ask_fixture_add (fixture, BHD_MODEL_ASSISTANT, "");
  ask_fixture_add (fixture, BHD_MODEL_USER, "there");
  emulator_say (&fixture->emulator, START TEXT ("a") REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  g_assert_nonnull (
      strstr (emulator_body (&fixture->emulator, 0),
              "[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
              "\"text\":\"(the visitor opened the chat)\"}]},"
              "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Welcome!\"}]},"
              "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},"
              "{\"type\":\"text\",\"text\":\"there\"}]}]"));
}

static void
test_calls (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (
      &fixture->emulator,
      START BLOCK (0, "{\"type\":\"text\",\"text\":\"\"}") TEXT ("Let me see.") STOP (0) BLOCK (
          1, "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"search\",\"input\":{}}") INPUT (1, "")
          INPUT (1, "{\\\"query\\\": \\\"or") INPUT (1, "der\\\"}") STOP (1)
              BLOCK (2, "{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"resolve\",\"input\":{}}")
                  STOP (2) REASON ("tool_use") END);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_CALLS);
  g_assert_cmpuint (answer->calls->len, ==, 2);
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->id, ==, "t1");
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->arguments, ==, "{\"query\": \"order\"}");
  g_assert_cmpstr (ask_fixture_get_call (answer, 1)->name, ==, "resolve");
  g_assert_cmpstr (ask_fixture_get_call (answer, 1)->arguments, ==, "{}");
}

static void
test_thoughts (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                START BLOCK (0, "{\"type\":\"thinking\",\"thinking\":\"\"}")
                    DELTA (0, "{\"type\":\"thinking_delta\",\"thinking\":\"secret thought\"}")
                        DELTA (0, "{\"type\":\"signature_delta\",\"signature\":\"x\"}") STOP (0)
                            BLOCK (1, "{\"type\":\"redacted_thinking\",\"data\":\"x\"}") STOP (1)
                                BLOCK (2, "{\"type\":\"server_tool_use\",\"id\":\"s\"}")
                                    INPUT (2, "{}") STOP (2)
                                        DELTA (3, "{\"type\":\"text_delta\",\"text\":\"a\"}")
                                            REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "a");
  g_assert_cmpuint (answer->calls->len, ==, 0);
}

static void
test_reasons (AskFixture *fixture, gconstpointer kind)
{
  static const struct
  {
    const char *body;
    BhdModelFinish finish;
  } rows[] = {
    { START TEXT ("a") REASON ("stop_sequence") END, BHD_MODEL_DONE },
    { START TEXT ("a") REASON ("max_tokens") END, BHD_MODEL_LENGTH },
    { START TEXT ("a") REASON ("pause_turn") END, BHD_MODEL_LENGTH },
    { START TEXT ("a") REASON ("model_context_window_exceeded") END, BHD_MODEL_LENGTH },
    { START TEXT ("a") REASON ("refusal") END, BHD_MODEL_REFUSED },
    { START REASON ("refusal") END, BHD_MODEL_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BhdModelAnswer) answer = NULL;

      emulator_say (&fixture->emulator, rows[i].body);
      answer = ask_fixture_get (fixture);
      g_assert_cmpint (answer->finish, ==, rows[i].finish);
    }
}

static void
test_cut (AskFixture *fixture, gconstpointer kind)
{
  static const char *const bodies[] = {
    START TEXT ("a"),
    START TEXT ("a") REASON ("end_turn"),
    START TEXT ("a") END,
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;

      emulator_say (&fixture->emulator, bodies[i]);
      error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
    }
}

static void
test_malformed (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator, START "event: content_block_delta\ndata: {\"type\":\n\n" END);
  error = ask_fixture_fail (fixture, BH_ERROR_MALFORMED);
}

static void
test_unknown (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator, START EVENT ("something_new", ",\"index\":9") TEXT ("a")
                                        DELTA (0, "{\"type\":\"citations_delta\",\"citation\":{}}")
                                            REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "a");
}

#define ERROR(type, text)                                                                          \
  EVENT ("error", ",\"error\":{\"type\":\"" type "\",\"message\":\"" text "\"}")

static void
test_overloaded_before (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator, START ERROR ("overloaded_error", "Overloaded"));
  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 529,
                                  .body = "{\"type\":\"error\",\"error\":{\"type\":"
                                          "\"overloaded_error\",\"message\":\"Overloaded\"}}" });
  emulator_say (&fixture->emulator, START TEXT ("a") REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 3);
}

static void
test_overloaded_after (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator, START TEXT ("a") ERROR ("overloaded_error", "Too many asked"));
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "overloaded: Too many asked"));
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 1);
}

static void
test_errors (AskFixture *fixture, gconstpointer kind)
{
  static const struct
  {
    guint status;
    const char *type;
    int code;
  } rows[] = {
    { 400, "invalid_request_error", BH_ERROR_INVALID },
    { 401, "authentication_error", BH_ERROR_FORBIDDEN },
    { 403, "permission_error", BH_ERROR_FORBIDDEN },
    { 404, "not_found_error", BH_ERROR_NOT_FOUND },
    { 413, "request_too_large", BH_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body =
          g_strdup_printf ("{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"No %u\"}}",
                           rows[i].type, i);
      g_autofree char *told = g_strdup_printf ("No %u", i);
      g_autoptr (GError) error = NULL;

      emulator_add (&fixture->emulator, &(EmulatorReply){ .status = rows[i].status, .body = body });
      error = ask_fixture_fail (fixture, rows[i].code);
      g_assert_nonnull (strstr (error->message, told));
    }
}

static void
test_list (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  emulator_say (&fixture->emulator, "{\"data\":[{\"type\":\"model\",\"id\":\"claude-b\"}],"
                                    "\"has_more\":true,\"last_id\":\"claude b\"}");
  emulator_say (&fixture->emulator,
                "{\"data\":[{\"type\":\"model\",\"id\":\"claude-a\"}],\"has_more\":false,"
                "\"last_id\":\"claude-a\"}");
  names = bhd_model_list (fixture->outbound, &fixture->account, &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "claude-a claude-b");
  g_assert_true (
      g_str_has_prefix (emulator_head (&fixture->emulator, 0), "GET /v1/models?limit=1000 "));
  g_assert_true (g_str_has_prefix (emulator_head (&fixture->emulator, 1),
                                   "GET /v1/models?limit=1000&after_id=claude%20b "));
  g_assert_nonnull (
      strstr (emulator_head (&fixture->emulator, 1), "anthropic-version: 2023-06-01"));
}

/* Who writes the version behind the base URL means the same. */
static void
test_base_with_version (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;
  char *base = g_strconcat (fixture->account.base_url, "/proxy/v1/", NULL);

  g_free (fixture->account.base_url);
  fixture->account.base_url = base;
  emulator_say (&fixture->emulator, START TEXT ("a") REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  g_assert_true (
      g_str_has_prefix (emulator_head (&fixture->emulator, 0), "POST /proxy/v1/messages "));
}

static void
test_embed (AskFixture *fixture, gconstpointer kind)
{
  static const char *const texts[] = { "one" };
  g_autoptr (GError) error = NULL;
  guint dimension = 0;

  g_assert_null (
      bhd_model_embed (fixture->outbound, &fixture->account, texts, 1, FALSE, &dimension, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 0);
}

static void
test_picture (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  ask_fixture_add_picture (fixture);
  emulator_say (&fixture->emulator, START BLOCK (0, "{\"type\":\"text\",\"text\":\"\"}") TEXT ("a")
                                        STOP (0) REASON ("end_turn") END);
  answer = ask_fixture_get (fixture);
  shape_assert (ask_shape, emulator_body (&fixture->emulator, 0));
  g_assert_nonnull (
      strstr (emulator_body (&fixture->emulator, 0),
              "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/gif\","
              "\"data\":\"R0lGODlh\"}},{\"type\":\"text\",\"text\":\"What is it?\"}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/agent/anthropic/" name, AskFixture, "anthropic", ask_fixture_set_up, func,         \
              ask_fixture_tear_down)
  ADD ("streams", test_streams);
  ADD ("a-stream-may-be-cut-into-bytes", test_cut_into_bytes);
  ADD ("the-request-is-of-the-published-shape", test_request);
  ADD ("a-picture-travels-as-published", test_picture);
  ADD ("results-stand-together-behind-their-calls", test_turns);
  ADD ("the-user-begins-and-neighbours-are-joined", test_begins_with_user);
  ADD ("calls-are-put-together", test_calls);
  ADD ("thoughts-are-passed-over", test_thoughts);
  ADD ("each-reason-to-end-has-its-meaning", test_reasons);
  ADD ("only-both-marks-make-an-end", test_cut);
  ADD ("malformed-events-are-errors", test_malformed);
  ADD ("unknown-events-are-passed-over", test_unknown);
  ADD ("overload-is-asked-again-before-a-word", test_overloaded_before);
  ADD ("overload-is-an-error-after-a-word", test_overloaded_after);
  ADD ("errors-keep-the-providers-words", test_errors);
  ADD ("lists-all-pages", test_list);
  ADD ("the-version-may-stand-in-the-base-url", test_base_with_version);
  ADD ("has-no-embeddings", test_embed);
  return g_test_run ();
}
