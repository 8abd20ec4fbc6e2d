/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

#include "tests/agent/models/ask-fixture.h"
#include "tests/agent/models/shape.h"

/* One event with this choice, and its usual last two. */
#define CHOICE(json)                                                                               \
  "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0," json       \
  "}]}\n\n"
#define DELTA(json) CHOICE ("\"delta\":" json ",\"finish_reason\":null")
#define SAY(text) DELTA ("{\"content\":\"" text "\"}")
#define FINISH(reason) CHOICE ("\"delta\":{},\"finish_reason\":\"" reason "\"")
#define USAGE "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7}}\n\n"
#define DONE "data: [DONE]\n\n"

/* POST /chat/completions: what OpenAI's reference (CreateChatCompletionRequest) says of the members
 * we use. */
static const Shape ask_shape[] = {
  { "model", "string", TRUE },
  { "stream", "bool", TRUE },
  { "stream_options", "object" },
  { "stream_options.include_usage", "bool" },
  { "max_tokens", "int" },
  { "max_completion_tokens", "int" },
  { "messages", "array", TRUE },
  { "messages[]", "object" },
  { "messages[].role", "string", TRUE, "system|user|assistant|tool" },
  { "messages[].content", "string|array|null", TRUE },
  { "messages[].content[]", "object" },
  { "messages[].content[].type", "string", TRUE, "text|image_url" },
  { "messages[].content[].text", "string" },
  { "messages[].content[].image_url", "object" },
  { "messages[].content[].image_url.url", "string", TRUE },
  { "messages[].tool_call_id", "string" },
  { "messages[].tool_calls", "array" },
  { "messages[].tool_calls[]", "object" },
  { "messages[].tool_calls[].id", "string", TRUE },
  { "messages[].tool_calls[].type", "string", TRUE, "function" },
  { "messages[].tool_calls[].function", "object", TRUE },
  { "messages[].tool_calls[].function.name", "string", TRUE },
  { "messages[].tool_calls[].function.arguments", "string", TRUE },
  { "tools", "array" },
  { "tools[]", "object" },
  { "tools[].type", "string", TRUE, "function" },
  { "tools[].function", "object", TRUE },
  { "tools[].function.name", "string", TRUE },
  { "tools[].function.description", "string" },
  { "tools[].function.parameters", "any" },
  { NULL },
};

static void
test_streams (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator, DELTA ("{\"role\":\"assistant\",\"content\":\"\"}") SAY ("Hel")
                                        SAY ("lo") FINISH ("stop") USAGE DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_DONE);
  g_assert_cmpstr (answer->text, ==, "Hello");
  g_assert_cmpstr (fixture->said->str, ==, "|Hel|lo");
  g_assert_cmpint (answer->tokens_in, ==, 11);
  g_assert_cmpint (answer->tokens_out, ==, 7);
  g_assert_cmpint (answer->first_token_us, >, 0);
}

static void
test_cut_into_bytes (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .body = ": hi\r\n\r\n" SAY ("Zür") SAY ("ich \\ud83d\\ude00")
                                      FINISH ("stop") USAGE DONE,
                                  .in_bytes = TRUE });
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "Zürich 😀");
  g_assert_cmpstr (fixture->said->str, ==, "|Zür|ich 😀");
}

/* As a gateway that counts in UTF-16 cuts; a half whose other one never comes is left out. */
static void
test_cut_characters (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                SAY ("a\\ud83d") SAY ("\\ude00b") SAY ("\\ude00c") SAY ("\\\\ud83d")
                    SAY ("\\uD83D\\uDE00") SAY ("d\\ud83d") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "a😀bc\\ud83d😀d");
}

static void
test_request (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;
  const char *head = NULL;

  ask_fixture_add_story (fixture);
  emulator_say (&fixture->emulator, SAY ("a") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  head = emulator_head (&fixture->emulator, 0);
  g_assert_true (g_str_has_prefix (head, "POST /chat/completions HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "\r\nAuthorization: Bearer " ASK_KEY "\r\n"));
  g_assert_nonnull (strstr (head, "\r\nContent-Type: application/json\r\n"));
  shape_assert (ask_shape, emulator_body (&fixture->emulator, 0));
}

static void
test_whole_request (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  ask_fixture_add_story (fixture);
  emulator_say (&fixture->emulator, SAY ("a") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (
      emulator_body (&fixture->emulator, 0), ==,
      "{\"model\":\"test-model\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
      "\"max_tokens\":512,\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
      "{\"role\":\"user\",\"content\":\"Where is my order?\"},"
      "{\"role\":\"assistant\",\"content\":\"I will look.\",\"tool_calls\":["
      "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"search\","
      "\"arguments\":\"{\\\"query\\\":\\\"order\\\"}\"}},"
      "{\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"search\","
      "\"arguments\":\"{}\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"{\\\"found\\\":1}\"},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"the arguments were no JSON\"},"
      "{\"role\":\"assistant\",\"content\":\"It is on its way.\"},"
      "{\"role\":\"user\",\"content\":\"Thanks\"}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"search\","
      "\"description\":\"Looks into the help centre.\",\"parameters\":{\"type\":\"object\","
      "\"properties\":{\"query\":{\"type\":\"string\"}},\"required\":[\"query\"],"
      "\"additionalProperties\":false}}},{\"type\":\"function\",\"function\":{"
      "\"name\":\"resolve\",\"description\":\"Ends the conversation.\","
      "\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]}");
}

static void
test_picture (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  ask_fixture_add_picture (fixture);
  emulator_say (&fixture->emulator, SAY ("a") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  shape_assert (ask_shape, emulator_body (&fixture->emulator, 0));
  g_assert_nonnull (strstr (
      emulator_body (&fixture->emulator, 0),
      "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/gif;base64,R0lGODlh\"}}"));
}

static void
test_no_key (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  g_clear_pointer (&fixture->account.key, g_free);
  emulator_say (&fixture->emulator, SAY ("a") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_null (strstr (emulator_head (&fixture->emulator, 0), "Authorization"));
}

static void
test_other_limit (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_add (
      &fixture->emulator,
      &(EmulatorReply){
          .status = 400,
          .body = "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported "
                  "with this model. Use 'max_completion_tokens' instead.\","
                  "\"type\":\"invalid_request_error\",\"param\":\"max_tokens\"}}" });
  emulator_say (&fixture->emulator, SAY ("a") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_nonnull (strstr (emulator_body (&fixture->emulator, 0), "\"max_tokens\":512"));
  g_assert_nonnull (
      strstr (emulator_body (&fixture->emulator, 1), "\"max_completion_tokens\":512"));
  g_assert_null (strstr (emulator_body (&fixture->emulator, 1), "\"max_tokens\""));
}

static void
test_other_limit_once (AskFixture *fixture, gconstpointer kind)
{
  static const EmulatorReply refusal = {
    .status = 400,
    .body = "{\"error\":{\"message\":\"max_tokens is too large\"}}"
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    emulator_add (&fixture->emulator, &refusal);
  error = ask_fixture_fail (fixture, BH_ERROR_INVALID);
  g_assert_cmpuint (emulator_count (&fixture->emulator), ==, 2);
}

static void
test_no_usage (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 422,
                                  .body = "{\"detail\":\"stream_options: extra fields not "
                                          "permitted\"}" });
  emulator_say (&fixture->emulator, SAY ("a") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_null (strstr (emulator_body (&fixture->emulator, 1), "stream_options"));
}

#define CALL(index, members) DELTA ("{\"tool_calls\":[{\"index\":" #index "," members "}]}")

static void
test_calls (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (
      &fixture->emulator,
      SAY ("Let me see.") CALL (
          0, "\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"search\","
             "\"arguments\":\"\"}") CALL (0, "\"function\":{\"arguments\":\"{\\\"query\\\":\"}")
          CALL (1, "\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"resolve\","
                   "\"arguments\":\"\"}") CALL (0, "\"function\":{\"arguments\":\"\\\"a\\\"}\"}")
              CALL (1, "\"function\":{\"arguments\":\"{broken\"}") FINISH ("tool_calls")
                  USAGE DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_CALLS);
  g_assert_cmpstr (answer->text, ==, "Let me see.");
  g_assert_cmpuint (answer->calls->len, ==, 2);
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->id, ==, "c1");
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->name, ==, "search");
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->arguments, ==, "{\"query\":\"a\"}");
  g_assert_cmpstr (ask_fixture_get_call (answer, 1)->name, ==, "resolve");
  g_assert_cmpstr (ask_fixture_get_call (answer, 1)->arguments, ==, "{broken");
}

/* As Ollama sends several calls: each whole, all with the same index, the end called a plain stop.
 */
static void
test_calls_without_index (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                CALL (0, "\"id\":\"a\",\"function\":{\"name\":\"search\",\"arguments\":\"{}\"}")
                    CALL (0, "\"id\":\"b\",\"function\":{\"name\":\"resolve\",\"arguments\":{"
                             "\"x\":1}}") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_CALLS);
  g_assert_cmpuint (answer->calls->len, ==, 2);
  g_assert_cmpstr (ask_fixture_get_call (answer, 1)->id, ==, "b");
  g_assert_cmpstr (ask_fixture_get_call (answer, 1)->arguments, ==, "{\"x\":1}");
}

static void
test_calls_without_ids (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                CALL (0, "\"function\":{\"name\":\"search\"}")
                    CALL (1, "\"function\":{\"name\":\"search\"}") FINISH ("tool_calls") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->id, !=, ask_fixture_get_call (answer, 1)->id);
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->arguments, ==, "{}");
}

static void
test_too_many_calls (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (
        body, "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":%u}]}}]}\n\n", i);
  emulator_say (&fixture->emulator, body->str);
  error = ask_fixture_fail (fixture, BH_ERROR_MALFORMED);
}

static void
test_length (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                SAY ("Half a") CALL (0, "\"id\":\"a\",\"function\":{\"name\":\"se\"}")
                    FINISH ("length") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_LENGTH);
  g_assert_cmpstr (answer->text, ==, "Half a");
  g_assert_cmpuint (answer->calls->len, ==, 0);
}

static void
test_length_of_nothing (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator, FINISH ("length") DONE);
  error = ask_fixture_fail (fixture, BH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "512 tokens"));
}

static void
test_refusal (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator, DELTA ("{\"refusal\":\"I can\"}")
                                        DELTA ("{\"refusal\":\"not\"}") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_REFUSED);
  g_assert_cmpstr (answer->text, ==, "I cannot");
  g_assert_cmpstr (fixture->said->str, ==, "");
}

static void
test_filter (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator, SAY ("a") FINISH ("content_filter") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_REFUSED);
}

/* llama.cpp's and others' habits: no role, no usage, no mark at the end. */
static void
test_bare (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\",\"reasoning_content\":\"hm\"},"
                "\"finish_reason\":\"\"}],\"usage\":null}\n\n"
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "Hi");
  g_assert_cmpint (answer->tokens_in, ==, 0);
}

/* xAI counts along. */
static void
test_running_usage (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}],"
                "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}}\n\n"
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],"
                "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n" DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->tokens_in, ==, 5);
  g_assert_cmpint (answer->tokens_out, ==, 2);
}

static void
test_error_in_stream (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator,
                SAY ("a") "data: {\"error\":{\"message\":\"The server had an error\","
                          "\"type\":\"server_error\",\"code\":null}}\n\n" DONE);
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "The server had an error"));
}

static void
test_aborted (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_say (&fixture->emulator, SAY ("a") FINISH ("abort") DONE);
  error = ask_fixture_fail (fixture, BH_ERROR_UNAVAILABLE);
}

static void
test_unknown_events (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                "event: x\ndata: {\"object\":\"something.new\"}\n\n"
                "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"other\"}}]}\n\n" SAY (
                    "a") FINISH ("stop") DONE);
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "a");
}

static void
test_list (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  emulator_say (&fixture->emulator,
                "{\"object\":\"list\",\"data\":[{\"id\":\"b\"},{\"id\":\"a\"},7,{\"x\":1}]}");
  names = bhd_model_list (fixture->outbound, &fixture->account, &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "a b");
  g_assert_true (g_str_has_prefix (emulator_head (&fixture->emulator, 0), "GET /models HTTP/1.1"));
}

static void
test_embed (AskFixture *fixture, gconstpointer kind)
{
  static const char *const texts[] = { "one", "two" };
  g_autoptr (GError) error = NULL;
  g_autofree float *rows = NULL;
  guint dimension = 0;

  emulator_say (&fixture->emulator, "{\"data\":[{\"index\":1,\"embedding\":[0,-2]},"
                                    "{\"index\":0,\"embedding\":[3,4.0]}]}");
  rows =
      bhd_model_embed (fixture->outbound, &fixture->account, texts, 2, FALSE, &dimension, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dimension, ==, 2);
  g_assert_cmpfloat_with_epsilon (rows[0], 0.6f, 1e-6);
  g_assert_cmpfloat_with_epsilon (rows[1], 0.8f, 1e-6);
  g_assert_cmpfloat_with_epsilon (rows[2], 0.0f, 1e-6);
  g_assert_cmpfloat_with_epsilon (rows[3], -1.0f, 1e-6);
  g_assert_cmpstr (emulator_body (&fixture->emulator, 0), ==,
                   "{\"model\":\"test-model\",\"encoding_format\":\"float\","
                   "\"input\":[\"one\",\"two\"]}");
}

static void
test_bad_vectors (AskFixture *fixture, gconstpointer kind)
{
  static const char *const texts[] = { "one", "two" };
  static const char *const answers[] = {
    "{}",
    "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
    "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1,2]}]}",
    "{\"data\":[{\"index\":0,\"embedding\":[0]},{\"index\":1,\"embedding\":[1]}]}",
    "{\"data\":[{\"index\":0,\"embedding\":[\"x\"]},{\"index\":1,\"embedding\":[1]}]}",
    "{\"data\":[{\"index\":0,\"embedding\":[]},{\"index\":1,\"embedding\":[1]}]}",
    "nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      guint dimension = 0;

      emulator_say (&fixture->emulator, answers[i]);
      g_assert_null (bhd_model_embed (fixture->outbound, &fixture->account, texts, 2, FALSE,
                                      &dimension, &error));
      g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/agent/openai/" name, AskFixture, "openai", ask_fixture_set_up, func,               \
              ask_fixture_tear_down)
  ADD ("streams", test_streams);
  ADD ("a-stream-may-be-cut-into-bytes", test_cut_into_bytes);
  ADD ("a-character-may-be-cut-between-events", test_cut_characters);
  ADD ("the-request-is-of-the-published-shape", test_request);
  ADD ("a-picture-travels-as-published", test_picture);
  ADD ("the-request-says-everything", test_whole_request);
  ADD ("without-a-key-there-is-no-header-for-it", test_no_key);
  ADD ("the-other-name-of-the-limit-is-tried", test_other_limit);
  ADD ("the-other-name-of-the-limit-is-tried-once", test_other_limit_once);
  ADD ("a-server-that-cannot-count-is-asked-without", test_no_usage);
  ADD ("calls-are-put-together-by-index", test_calls);
  ADD ("calls-of-one-index-are-told-apart-by-id", test_calls_without_index);
  ADD ("calls-without-ids-get-some", test_calls_without_ids);
  ADD ("too-many-calls-are-refused", test_too_many_calls);
  ADD ("a-cut-answer-loses-its-calls", test_length);
  ADD ("a-limit-spent-on-nothing-is-an-error", test_length_of_nothing);
  ADD ("a-refusal-is-kept-but-not-said", test_refusal);
  ADD ("the-filter-is-a-refusal", test_filter);
  ADD ("a-reason-to-end-is-end-enough", test_bare);
  ADD ("usage-may-come-with-every-event", test_running_usage);
  ADD ("an-error-in-the-stream-ends-it", test_error_in_stream);
  ADD ("an-aborted-answer-is-an-error", test_aborted);
  ADD ("unknown-events-are-passed-over", test_unknown_events);
  ADD ("lists-models-in-order", test_list);
  ADD ("embeds-in-the-order-of-the-texts", test_embed);
  ADD ("bad-vectors-are-refused", test_bad_vectors);
  return g_test_run ();
}
