/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/ai/ai-fixture.h"

#include "common/bh-id.h"

#include <string.h>

#define KEY "sk-verysecret0815"
#define TOKEN "Bearer tokenverysecret4711"

static const char *
text_of (JsonNode *object, const char *name)
{
  return json_object_get_string_member_with_default (json_node_get_object (object), name, NULL);
}

static void
assert_silent (AiFixture *fixture, const char *path)
{
  g_autoptr (BhtAnswer) answer = ai_call (fixture, "GET", path, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_null (strstr (answer->body, "verysecret"));
}

/* Whatever is told to the console goes through the log of events as well. */
static void
assert_silent_everywhere (AiFixture *fixture)
{
  g_autoptr (BhtAnswer) feed = bht_call (fixture->daemon, "GET", "/v1/feed?after=0&wait=0",
                                         fixture->tenant->owner_token, NULL, NULL);

  assert_silent (fixture, "/providers");
  assert_silent (fixture, "/tools");
  assert_silent (fixture, "/ai");
  assert_silent (fixture, "/tool-calls");
  g_assert_cmpuint (feed->status, ==, 200);
  g_assert_nonnull (strstr (feed->body, "ai.updated"));
  g_assert_null (strstr (feed->body, "verysecret"));
  ai_assert_not_stored (fixture, "verysecret");
}

static void
test_settings (AiFixture *fixture, gconstpointer unused)
{
  static const char body[] =
      "{\"schedule\":\"outside_hours\",\"time_zone\":\"Europe/Berlin\",\"tone\":\"warm\","
      "\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]},\"preferred_terms\":[\"parcel\",\" \"],"
      "\"max_tool_calls\":3,\"visitor_messages\":20,\"embedding_provider_id\":null}";
  g_autoptr (JsonNode) changed = ai_get (fixture, "PATCH", "/ai", body, "ai");
  g_autoptr (JsonNode) read = ai_get (fixture, "GET", "/ai", NULL, "ai");
  g_autofree char *one = json_to_string (changed, FALSE);
  g_autofree char *other = json_to_string (read, FALSE);

  g_assert_cmpstr (one, ==, other);
  g_assert_cmpstr (text_of (read, "schedule"), ==, "outside_hours");
  g_assert_nonnull (strstr (one, "\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]}"));
  g_assert_nonnull (strstr (one, "\"preferred_terms\":[\"parcel\"]"));
  g_assert_nonnull (strstr (one, "\"max_tool_calls\":3"));
}

static void
test_settings_refused (AiFixture *fixture, gconstpointer unused)
{
  ai_assert_field (fixture, "PATCH", "/ai", "{\"schedule\":\"never\"}", "schedule");
  ai_assert_field (fixture, "PATCH", "/ai", "{\"time_zone\":\"Mars/Olympus\"}", "time_zone");
  ai_assert_field (fixture, "PATCH", "/ai", "{\"hours\":{\"mon\":1}}", "hours");
  ai_assert_field (fixture, "PATCH", "/ai", "{\"max_tool_calls\":51}", "max_tool_calls");
  ai_assert_field (fixture, "PATCH", "/ai", "{\"visitor_tokens\":-1}", "visitor_tokens");
  ai_assert_field (fixture, "PATCH", "/ai", "{\"blocked_terms\":\"x\"}", "blocked_terms");
  ai_assert_field (fixture, "PATCH", "/ai", "{\"embedding_provider_id\":\"x\"}",
                   "embedding_provider_id");
}

/* An agent reads and changes nothing. */
static void
test_roles (AiFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *method, *path, *body;
    guint status;
  } calls[] = {
    { "GET", "/v1/desk/ai", NULL, 200 },
    { "GET", "/v1/desk/providers", NULL, 200 },
    { "GET", "/v1/desk/tools", NULL, 200 },
    { "GET", "/v1/desk/guardrails", NULL, 200 },
    { "GET", "/v1/desk/violations", NULL, 200 },
    { "GET", "/v1/desk/tool-calls", NULL, 200 },
    { "POST", "/v1/desk/guardrails/test", "{\"text\":\"x\",\"direction\":\"in\"}", 200 },
    { "PATCH", "/v1/desk/ai", "{}", 403 },
    { "POST", "/v1/desk/providers", "{\"id\":\"ID\",\"kind\":\"openai\"}", 403 },
    { "POST", "/v1/desk/providers/models", "{\"kind\":\"openai\"}", 403 },
    { "DELETE", "/v1/desk/providers/x", NULL, 403 },
    { "DELETE", "/v1/desk/tools/x", NULL, 403 },
    { "POST", "/v1/desk/tools/x/try", "{}", 403 },
    { "DELETE", "/v1/desk/guardrails/x", NULL, 403 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GString) body = g_string_new (calls[i].body);
      g_autoptr (BhtAnswer) answer = NULL;

      g_string_replace (body, "ID", fixture->tenant->tool_id, 0);
      answer =
          bht_call (fixture->daemon, calls[i].method, calls[i].path, fixture->tenant->agent_token,
                    NULL, calls[i].body != NULL ? body->str : NULL);
      if (answer->status != calls[i].status)
        g_error ("%s %s: %s", calls[i].method, calls[i].path, answer->body);
    }
}

static void
test_provider (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id =
      ai_add (fixture, "/providers", "\"kind\":\"anthropic\",\"model\":\"m\",\"key\":\"" KEY "\"");
  g_autofree char *path = g_strconcat ("/providers/", id, NULL);
  g_autoptr (JsonNode) kept = ai_get (fixture, "PATCH", path, "{\"name\":\"Ours\"}", "provider");
  g_autoptr (JsonNode) removed = NULL;

  g_assert_true (json_object_get_boolean_member (json_node_get_object (kept), "has_key"));
  g_assert_cmpstr (text_of (kept, "name"), ==, "Ours");
  assert_silent_everywhere (fixture);
  removed = ai_get (fixture, "PATCH", path, "{\"key\":null}", "provider");
  g_assert_false (json_object_get_boolean_member (json_node_get_object (removed), "has_key"));
}

static void
test_provider_again (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = ai_add (fixture, "/providers", "\"kind\":\"gemini\"");
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"gemini\"}", id);
  g_autoptr (BhtAnswer) again = ai_call (fixture, "POST", "/providers", body);
  g_autoptr (BhtAnswer) kinds = ai_call (fixture, "GET", "/providers", NULL);

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_nonnull (strstr (kinds->body, "\"kinds\":[{\"kind\":\"openai\""));
}

static void
test_models (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *members = g_strdup_printf (
      "\"kind\":\"openai\",\"key\":\"" KEY "\",\"base_url\":\"%s/v1\"", fixture->shop.url);
  g_autofree char *id = ai_add (fixture, "/providers", members);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\"}", id);
  g_autoptr (JsonNode) models = ai_get (fixture, "POST", "/providers/models", body, "models");
  g_autofree char *text = json_to_string (models, FALSE);

  g_assert_cmpstr (text, ==, "[\"large\",\"small\"]");
}

/* Nobody coaxes a stored key out by naming another address. */
static void
test_models_elsewhere (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = ai_add (fixture, "/providers", "\"kind\":\"openai\",\"key\":\"" KEY "\"");
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"base_url\":\"%s/echo\"}", id, fixture->shop.url);
  g_autoptr (BhtAnswer) answer = ai_call (fixture, "POST", "/providers/models", body);

  g_assert_null (strstr (answer->body, "verysecret"));
  g_assert_cmpint (g_atomic_int_get (&fixture->shop.requests), ==, 1);
  g_assert_false (g_atomic_int_get (&fixture->shop.heard_secret));
}

static void
test_models_refused (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *body = g_strdup_printf (
      "{\"kind\":\"openai\",\"key\":\"" KEY "\",\"base_url\":\"%s/refused\"}", fixture->shop.url);
  g_autoptr (BhtAnswer) answer = ai_call (fixture, "POST", "/providers/models", body);

  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_nonnull (strstr (answer->body, "\"field\":\"key\""));
  g_assert_null (strstr (answer->body, "verysecret"));
}

static void
test_tool (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *members = g_strdup_printf (
      "\"name\":\"find\",\"description\":\"Find\",\"url\":\"%s/echo\","
      "\"headers\":{\"Authorization\":\"" TOKEN "\"},\"arguments_schema\":{\"type\":\"object\","
      "\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"]}",
      fixture->shop.url);
  g_autofree char *id = ai_add (fixture, "/tools", members);
  g_autofree char *path = g_strdup_printf ("/tools/%s/try", id);
  g_autoptr (JsonNode) call =
      ai_get (fixture, "POST", path, "{\"arguments\":{\"id\":\"7\"}}", "call");
  g_autoptr (JsonNode) refused = ai_get (fixture, "POST", path, "{\"arguments\":{}}", "call");

  g_assert_cmpstr (text_of (call, "status"), ==, "success");
  g_assert_nonnull (strstr (text_of (call, "result"), "\"query\":\"id=7\""));
  g_assert_nonnull (strstr (text_of (call, "result"), "[hidden]"));
  g_assert_true (g_atomic_int_get (&fixture->shop.heard_secret));
  g_assert_cmpstr (text_of (refused, "status"), ==, "refused");
  g_assert_nonnull (strstr (text_of (refused, "error"), "“id” is required"));
  assert_silent_everywhere (fixture);
}

static void
test_tool_headers (AiFixture *fixture, gconstpointer unused)
{
  g_autofree char *id =
      ai_add (fixture, "/tools",
              "\"name\":\"find\",\"description\":\"d\",\"url\":\"https://x.example/"
              "\",\"headers\":{\"X-Key\":\"" TOKEN "\"}");
  g_autofree char *path = g_strconcat ("/tools/", id, NULL);
  g_autoptr (BhtAnswer) kept = ai_call (fixture, "PATCH", path, "{\"description\":\"e\"}");
  g_autoptr (BhtAnswer) removed = ai_call (fixture, "PATCH", path, "{\"headers\":null}");

  g_assert_nonnull (strstr (kept->body, "\"header_names\":[\"X-Key\"]"));
  g_assert_nonnull (strstr (removed->body, "\"header_names\":[]"));
}

static void
test_tool_refused (AiFixture *fixture, gconstpointer unused)
{
#define ID "\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\""
#define TOOL(name, url, more)                                                                      \
  "{" ID ",\"name\":\"" name "\",\"description\":\"d\",\"url\":\"" url "\"" more "}"
  static const struct
  {
    const char *body, *field;
  } bad[] = {
    { TOOL ("search", "https://x.example/", ""), "name" },
    { TOOL ("a b", "https://x.example/", ""), "name" },
    { TOOL ("ok", "ftp://x.example/", ""), "url" },
    { TOOL ("ok", "https://x.example/{id}", ""), "url" },
    { TOOL ("ok", "https://x.example/", ",\"method\":\"TRACE\""), "method" },
    { TOOL ("ok", "https://x.example/", ",\"arguments_schema\":{\"type\":\"array\"}"),
      "arguments_schema" },
    { TOOL ("ok", "https://x.example/",
            ",\"arguments_schema\":{\"type\":\"object\",\"$ref\":\"#\"}"),
      "arguments_schema" },
    { TOOL ("ok", "https://x.example/", ",\"headers\":{\"Host\":\"x\"}"), "headers" },
    { TOOL ("ok", "https://x.example/", ",\"timeout_ms\":99"), "timeout_ms" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    ai_assert_field (fixture, "POST", "/tools", bad[i].body, bad[i].field);
}

static void
test_deleted (AiFixture *fixture, gconstpointer unused)
{
  const struct
  {
    const char *path, *id;
  } things[] = { { "/providers", fixture->tenant->provider_id },
                 { "/tools", fixture->tenant->tool_id },
                 { "/guardrails", fixture->tenant->guardrail_id } };

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      g_autofree char *path = g_strconcat (things[i].path, "/", things[i].id, NULL);
      g_autoptr (BhtAnswer) first = ai_call (fixture, "DELETE", path, NULL);
      g_autoptr (BhtAnswer) second = ai_call (fixture, "DELETE", path, NULL);
      g_autoptr (BhtAnswer) list = ai_call (fixture, "GET", things[i].path, NULL);

      g_assert_cmpuint (first->status, ==, 204);
      bht_answer_assert_error (second, 404, "not_found");
      g_assert_null (strstr (list->body, things[i].id));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  AI_TEST ("/http/ai/settings-are-changed-and-read", test_settings);
  AI_TEST ("/http/ai/settings-out-of-bounds-are-refused", test_settings_refused);
  AI_TEST ("/http/ai/agents-read-and-admins-change", test_roles);
  AI_TEST ("/http/ai/a-key-is-written-and-never-read", test_provider);
  AI_TEST ("/http/ai/a-provider-again-is-what-is-stored", test_provider_again);
  AI_TEST ("/http/ai/a-provider-tells-its-models", test_models);
  AI_TEST ("/http/ai/a-stored-key-goes-to-no-other-address", test_models_elsewhere);
  AI_TEST ("/http/ai/a-provider-that-refuses-tells-no-key", test_models_refused);
  AI_TEST ("/http/ai/a-tool-is-tried-and-tells-no-header", test_tool);
  AI_TEST ("/http/ai/headers-stay-until-they-are-removed", test_tool_headers);
  AI_TEST ("/http/ai/a-tool-that-cannot-be-called-is-refused", test_tool_refused);
  AI_TEST ("/http/ai/what-is-removed-is-gone", test_deleted);
  return g_test_run ();
}
