/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <math.h>
#include <string.h>

#include "tests/agent/models/ask-fixture.h"
#include "tests/agent/models/shape.h"

#define CANDIDATE(members) "data: {\"candidates\":[{" members ",\"index\":0}]}\r\n\r\n"
#define PARTS(parts) CANDIDATE ("\"content\":{\"role\":\"model\",\"parts\":[" parts "]}")
#define SAY(text) PARTS ("{\"text\":\"" text "\"}")
#define END(reason)                                                                                \
  "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]},"          \
  "\"finishReason\":\"" reason "\"}],\"usageMetadata\":{\"promptTokenCount\":9,"                   \
  "\"candidatesTokenCount\":4,\"thoughtsTokenCount\":30,\"totalTokenCount\":43}}\r\n\r\n"

/* POST :streamGenerateContent: what Google's reference (GenerateContentRequest) says of the members
 * we use. */
static const Shape ask_shape[] = {
  { "systemInstruction", "object" },
  { "systemInstruction.parts", "array", TRUE },
  { "systemInstruction.parts[]", "object" },
  { "systemInstruction.parts[].text", "string", TRUE },
  { "contents", "array", TRUE },
  { "contents[]", "object" },
  { "contents[].role", "string", TRUE, "user|model" },
  { "contents[].parts", "array", TRUE },
  { "contents[].parts[]", "object" },
  { "contents[].parts[].text", "string" },
  { "contents[].parts[].inlineData", "object" },
  { "contents[].parts[].inlineData.mimeType", "string", TRUE },
  { "contents[].parts[].inlineData.data", "string", TRUE },
  { "contents[].parts[].thoughtSignature", "string" },
  { "contents[].parts[].functionCall", "object" },
  { "contents[].parts[].functionCall.id", "string" },
  { "contents[].parts[].functionCall.name", "string", TRUE },
  { "contents[].parts[].functionCall.args", "any" },
  { "contents[].parts[].functionResponse", "object" },
  { "contents[].parts[].functionResponse.id", "string" },
  { "contents[].parts[].functionResponse.name", "string", TRUE },
  { "contents[].parts[].functionResponse.response", "any", TRUE },
  { "tools", "array" },
  { "tools[]", "object" },
  { "tools[].functionDeclarations", "array", TRUE },
  { "tools[].functionDeclarations[]", "object" },
  { "tools[].functionDeclarations[].name", "string", TRUE },
  { "tools[].functionDeclarations[].description", "string", TRUE },
  { "tools[].functionDeclarations[].parameters", "object" },
  { "tools[].functionDeclarations[].parameters.type", "string", TRUE, "object" },
  { "tools[].functionDeclarations[].parameters.required", "array" },
  { "tools[].functionDeclarations[].parameters.required[]", "string" },
  { "tools[].functionDeclarations[].parameters.properties", "any", TRUE },
  { "generationConfig", "object" },
  { "generationConfig.maxOutputTokens", "int" },
  { NULL },
};

static void
test_streams (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator, SAY ("Hel") SAY ("lo") END ("STOP"));
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_DONE);
  g_assert_cmpstr (answer->text, ==, "Hello");
  g_assert_cmpstr (fixture->said->str, ==, "|Hel|lo");
  g_assert_cmpint (answer->tokens_in, ==, 9);
  g_assert_cmpint (answer->tokens_out, ==, 34);
}

static void
test_cut_into_bytes (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .body = ": x\n\n" SAY ("日本") END ("STOP"), .in_bytes = TRUE });
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "日本");
}

static void
test_request (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;
  const char *head = NULL;
  const char *body = NULL;

  ask_fixture_add_story (fixture);
  emulator_say (&fixture->emulator, SAY ("a") END ("STOP"));
  answer = ask_fixture_get (fixture);
  head = emulator_head (&fixture->emulator, 0);
  body = emulator_body (&fixture->emulator, 0);
  g_assert_true (g_str_has_prefix (
      head, "POST /v1beta/models/test-model:streamGenerateContent?alt=sse HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "\r\nx-goog-api-key: " ASK_KEY "\r\n"));
  shape_assert (ask_shape, body);
  g_assert_nonnull (strstr (
      body, "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Where is my order?\"}]},"
            "{\"role\":\"model\",\"parts\":[{\"text\":\"I will look.\"},"
            "{\"functionCall\":{\"id\":\"c1\",\"name\":\"search\",\"args\":{\"query\":\"order\"}}},"
            "{\"functionCall\":{\"id\":\"c2\",\"name\":\"search\",\"args\":{}}}]},"
            "{\"role\":\"user\",\"parts\":["
            "{\"functionResponse\":{\"id\":\"c1\",\"name\":\"search\",\"response\":{\"found\":1}}},"
            "{\"functionResponse\":{\"id\":\"c2\",\"name\":\"search\",\"response\":{"
            "\"result\":\"the arguments were no JSON\"}}}]},"
            "{\"role\":\"model\",\"parts\":[{\"text\":\"It is on its way.\"}]},"
            "{\"role\":\"user\",\"parts\":[{\"text\":\"Thanks\"}]}]"));
}

#define CALL(name, args) "{\"functionCall\":{\"name\":\"" name "\",\"args\":" args "}"

static void
test_calls (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (
      &fixture->emulator,
      PARTS (CALL ("search", "{\"query\":\"a\"}") ",\"thoughtSignature\":\"c2ln\"}," CALL (
          "resolve", "{}") "}") PARTS ("{\"functionCall\":{\"id\":\"own\",\"name\":\"search\"}}")
          END ("STOP"));
  answer = ask_fixture_get (fixture);
  g_assert_cmpint (answer->finish, ==, BHD_MODEL_CALLS);
  g_assert_cmpuint (answer->calls->len, ==, 3);
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->name, ==, "search");
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->arguments, ==, "{\"query\":\"a\"}");
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->extra, ==, "c2ln");
  g_assert_cmpstr (ask_fixture_get_call (answer, 0)->id, !=, ask_fixture_get_call (answer, 1)->id);
  g_assert_null (ask_fixture_get_call (answer, 1)->extra);
  g_assert_cmpstr (ask_fixture_get_call (answer, 2)->id, ==, "own");
  g_assert_cmpstr (ask_fixture_get_call (answer, 2)->arguments, ==, "{}");
}

static void
add_signed_call (AskFixture *fixture)
{
  BhdModelMessage *asks = ask_fixture_add (fixture, BHD_MODEL_ASSISTANT, NULL);
  BhdModelMessage *result = NULL;
  g_autofree char *made = bhd_model_call_make_id ();

  ask_fixture_call (asks, made, "search", "{}");
  ((BhdModelCall *) asks->calls->pdata[0])->extra = g_strdup ("c2ln");
  result = ask_fixture_add (fixture, BHD_MODEL_TOOL, "nothing");
  result->call_id = g_strdup (made);
  result->name = g_strdup ("search");
}

static void
test_signature (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  add_signed_call (fixture);
  emulator_say (&fixture->emulator, SAY ("a") END ("STOP"));
  answer = ask_fixture_get (fixture);
  g_assert_nonnull (strstr (emulator_body (&fixture->emulator, 0),
                            "{\"functionCall\":{\"name\":\"search\",\"args\":{}},"
                            "\"thoughtSignature\":\"c2ln\"}"));
  g_assert_null (strstr (emulator_body (&fixture->emulator, 0), "\"id\""));
}

static void
test_refused_signature (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  add_signed_call (fixture);
  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 400,
                                  .body = "{\"error\":{\"code\":400,\"message\":\"Function call is "
                                          "missing a thought_signature in functionCall parts.\","
                                          "\"status\":\"INVALID_ARGUMENT\"}}" });
  emulator_say (&fixture->emulator, SAY ("a") END ("STOP"));
  answer = ask_fixture_get (fixture);
  g_assert_nonnull (strstr (emulator_body (&fixture->emulator, 1),
                            "\"thoughtSignature\":\"skip_thought_signature_validator\""));
}

static void
test_thoughts (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  emulator_say (&fixture->emulator,
                PARTS ("{\"thought\":true,\"text\":\"secret\"},{\"text\":\"a\"},7,{\"new\":1}")
                    END ("STOP"));
  answer = ask_fixture_get (fixture);
  g_assert_cmpstr (answer->text, ==, "a");
}

static void
test_reasons (AskFixture *fixture, gconstpointer kind)
{
  static const struct
  {
    const char *body;
    BhdModelFinish finish;
  } rows[] = {
    { SAY ("a") END ("MAX_TOKENS"), BHD_MODEL_LENGTH },
    { SAY ("a") END ("SAFETY"), BHD_MODEL_REFUSED },
    { END ("RECITATION"), BHD_MODEL_REFUSED },
    { END ("PROHIBITED_CONTENT"), BHD_MODEL_REFUSED },
    { "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n", BHD_MODEL_REFUSED },
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
test_failures (AskFixture *fixture, gconstpointer kind)
{
  static const struct
  {
    const char *body;
    int code;
  } rows[] = {
    { SAY ("a"), BH_ERROR_UNAVAILABLE },
    { SAY ("a") END ("MALFORMED_FUNCTION_CALL"), BH_ERROR_UNAVAILABLE },
    { SAY ("a") "data: {\"candidates\":\n\n", BH_ERROR_MALFORMED },
    { END ("STOP"), BH_ERROR_MALFORMED },
    { END ("MAX_TOKENS"), BH_ERROR_INVALID },
    { SAY (
          "a") "data: {\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}\n\n",
      BH_ERROR_UNAVAILABLE },
    { SAY ("a") "data: {\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}\n\n",
      BH_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      emulator_say (&fixture->emulator, rows[i].body);
      error = ask_fixture_fail (fixture, rows[i].code);
    }
}

/* Gemini tells of a bad key with 400, and wraps some errors into an array. */
static void
test_bad_key (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 400,
                                  .body = "[{\"error\":{\"code\":400,\"message\":\"API key not "
                                          "valid. Please pass a valid API key.\",\"status\":"
                                          "\"INVALID_ARGUMENT\",\"details\":[{\"reason\":"
                                          "\"API_KEY_INVALID\"}]}}\n]" });
  error = ask_fixture_fail (fixture, BH_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "Please pass a valid API key"));
}

static void
test_rate (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_add (&fixture->emulator,
                &(EmulatorReply){ .status = 429,
                                  .headers = "Retry-After: 60\r\n",
                                  .body = "{\"error\":{\"code\":429,\"message\":\"Quota "
                                          "exceeded\",\"status\":\"RESOURCE_EXHAUSTED\"}}" });
  error = ask_fixture_fail (fixture, BH_ERROR_RATE_LIMITED);
}

/* The parameters a tool's schema becomes. */
static char *
translate (AskFixture *fixture, const char *schema)
{
  const BhdModelTool tools[] = { { "t", "d", schema }, { NULL } };
  g_autoptr (BhdModelAnswer) answer = NULL;
  const char *body = NULL;
  const char *start = NULL;

  fixture->request.tools = tools;
  emulator_say (&fixture->emulator, SAY ("a") END ("STOP"));
  answer = ask_fixture_get (fixture);
  body = emulator_body (&fixture->emulator, emulator_count (&fixture->emulator) - 1);
  start = strstr (body, "\"description\":\"d\"") + strlen ("\"description\":\"d\"");
  return g_strndup (start, (gsize) (strstr (start, "}]}],\"generationConfig\"") - start));
}

static void
test_schemas (AskFixture *fixture, gconstpointer kind)
{
  static const struct
  {
    const char *schema;
    const char *properties;
  } rows[] = {
    { "{\"$schema\":\"x\",\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"a\":"
      "{\"type\":\"string\",\"format\":\"email\",\"minLength\":1,\"examples\":[1]}},"
      "\"required\":[\"a\",\"gone\"]}",
      "{\"a\":{\"minLength\":1,\"type\":\"string\"}},\"required\":[\"a\"]" },
    { "{\"properties\":{\"a\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\"}}}",
      "{\"a\":{\"type\":\"integer\",\"nullable\":true,\"format\":\"int32\"}}" },
    { "{\"properties\":{\"a\":{\"const\":\"x\"},\"b\":{\"type\":\"integer\",\"enum\":[1]},"
      "\"c\":{\"enum\":[\"p\",\"q\"]}}}",
      "{\"a\":{\"type\":\"string\",\"enum\":[\"x\"]},\"b\":{\"type\":\"integer\"},"
      "\"c\":{\"type\":\"string\",\"enum\":[\"p\",\"q\"]}}" },
    { "{\"properties\":{\"a\":{\"type\":\"array\"},\"b\":{\"type\":\"array\",\"items\":"
      "{\"type\":\"object\",\"properties\":{}}}}}",
      "{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
      "\"b\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}}" },
    { "{\"properties\":{\"a\":{\"oneOf\":[{\"type\":\"number\"},{\"$ref\":\"#/x\"}]},\"b\":true}}",
      "{\"a\":{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"string\"}]},\"b\":{\"type\":\"string\"}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *expected = g_strdup_printf (
          ",\"parameters\":{\"type\":\"object\",\"properties\":%s}", rows[i].properties);
      g_autofree char *parameters = translate (fixture, rows[i].schema);

      g_assert_cmpstr (parameters, ==, expected);
    }
}

static void
test_no_parameters (AskFixture *fixture, gconstpointer kind)
{
  g_autofree char *parameters = translate (fixture, "{\"type\":\"object\",\"properties\":{}}");

  g_assert_cmpstr (parameters, ==, "");
}

static void
test_list (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  emulator_say (&fixture->emulator,
                "{\"models\":[{\"name\":\"models/gemini-b\",\"supportedGenerationMethods\":["
                "\"countTokens\",\"generateContent\"]},{\"name\":\"models/embed\","
                "\"supportedGenerationMethods\":[\"embedContent\"]}],\"nextPageToken\":\"n/1\"}");
  emulator_say (&fixture->emulator, "{\"models\":[{\"name\":\"models/gemini-a\","
                                    "\"supportedGenerationMethods\":[\"generateContent\"]}]}");
  names = bhd_model_list (fixture->outbound, &fixture->account, &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", names);
  g_assert_cmpstr (joined, ==, "gemini-a gemini-b");
  g_assert_true (g_str_has_prefix (emulator_head (&fixture->emulator, 1),
                                   "GET /v1beta/models?pageSize=1000&pageToken=n%2F1 "));
}

static void
test_embed (AskFixture *fixture, gconstpointer kind)
{
  static const char *const texts[] = { "one", "two" };
  g_autoptr (GError) error = NULL;
  g_autofree float *rows = NULL;
  guint dimension = 0;

  emulator_say (&fixture->emulator, "{\"embeddings\":[{\"values\":[0,5,0]},{\"values\":[1,1,1]}]}");
  rows = bhd_model_embed (fixture->outbound, &fixture->account, texts, 2, TRUE, &dimension, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dimension, ==, 3);
  g_assert_cmpfloat_with_epsilon (rows[1], 1.0f, 1e-6);
  g_assert_cmpfloat_with_epsilon (rows[5], 1 / sqrtf (3), 1e-6);
  g_assert_cmpstr (
      emulator_body (&fixture->emulator, 0), ==,
      "{\"requests\":[{\"model\":\"models/test-model\",\"content\":{\"parts\":[{\"text\":\"one\"}]},"
      "\"taskType\":\"RETRIEVAL_QUERY\",\"outputDimensionality\":768},"
      "{\"model\":\"models/test-model\",\"content\":{\"parts\":[{\"text\":\"two\"}]},"
      "\"taskType\":\"RETRIEVAL_QUERY\",\"outputDimensionality\":768}]}");
  g_assert_true (g_str_has_prefix (emulator_head (&fixture->emulator, 0),
                                   "POST /v1beta/models/test-model:batchEmbedContents "));
}

static void
test_picture (AskFixture *fixture, gconstpointer kind)
{
  g_autoptr (BhdModelAnswer) answer = NULL;

  ask_fixture_add_picture (fixture);
  emulator_say (&fixture->emulator, SAY ("a") END ("STOP"));
  answer = ask_fixture_get (fixture);
  shape_assert (ask_shape, emulator_body (&fixture->emulator, 0));
  g_assert_nonnull (strstr (emulator_body (&fixture->emulator, 0),
                            "{\"inlineData\":{\"mimeType\":\"image/gif\",\"data\":\"R0lGODlh\"}},"
                            "{\"text\":\"What is it?\"}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/agent/gemini/" name, AskFixture, "gemini", ask_fixture_set_up, func,               \
              ask_fixture_tear_down)
  ADD ("streams", test_streams);
  ADD ("a-stream-may-be-cut-into-bytes", test_cut_into_bytes);
  ADD ("the-request-is-of-the-published-shape", test_request);
  ADD ("a-picture-travels-as-published", test_picture);
  ADD ("calls-come-whole-and-get-ids", test_calls);
  ADD ("a-signature-is-given-back", test_signature);
  ADD ("a-signature-may-be-missing", test_refused_signature);
  ADD ("thoughts-are-passed-over", test_thoughts);
  ADD ("each-reason-to-end-has-its-meaning", test_reasons);
  ADD ("what-is-not-whole-is-an-error", test_failures);
  ADD ("a-bad-key-is-told", test_bad_key);
  ADD ("a-spent-quota-is-told", test_rate);
  ADD ("schemas-are-put-in-geminis-words", test_schemas);
  ADD ("no-arguments-are-no-parameters", test_no_parameters);
  ADD ("lists-what-can-answer", test_list);
  ADD ("embeds-questions-as-such", test_embed);
  return g_test_run ();
}
