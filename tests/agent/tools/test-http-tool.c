/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "tests/agent/tools/tool-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, ToolFixture, NULL, tool_fixture_set_up, function, tool_fixture_tear_down)

static void
assert_sent (ToolFixture *fixture, const char *arguments, const char *wanted)
{
  g_autoptr (BhdToolResult) result = tool_fixture_run (fixture, arguments);
  g_autofree char *last = shop_server_dup_last (&fixture->shop);

  g_assert_cmpint (result->outcome, ==, BHD_TOOL_SUCCESS);
  g_assert_cmpstr (last, ==, wanted);
}

static void
assert_not_sent (ToolFixture *fixture, const char *arguments, const char *told)
{
  g_autoptr (BhdToolResult) result = tool_fixture_run (fixture, arguments);

  g_assert_cmpint (result->outcome, ==, BHD_TOOL_REFUSED);
  g_assert_nonnull (strstr (result->text, told));
  g_assert_cmpint (g_atomic_int_get (&fixture->shop.requests), ==, 0);
}

static void
test_get (ToolFixture *fixture, gconstpointer unused)
{
  tool_fixture_set (fixture, "GET", "/find?v=2", NULL);
  assert_sent (fixture, "{\"q\":\"a b&c\",\"n\":3,\"on\":true,\"list\":[1,\"x\"],\"none\":null}",
               "GET /find?v=2&q=a%20b%26c&n=3&on=true&list=1&list=x ");
}

static void
test_delete (ToolFixture *fixture, gconstpointer unused)
{
  tool_fixture_set (fixture, "DELETE", "/order", NULL);
  assert_sent (fixture, "{\"id\":7}", "DELETE /order?id=7 ");
}

static void
test_bodies (ToolFixture *fixture, gconstpointer unused)
{
  static const char *const methods[] = { "POST", "PUT", "PATCH" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *wanted = g_strdup_printf ("%s /order {\"id\":\"7\"}", methods[i]);

      tool_fixture_set (fixture, methods[i], "/order", NULL);
      assert_sent (fixture, " {\"id\": \"7\"} ", wanted);
    }
}

static void
test_path (ToolFixture *fixture, gconstpointer unused)
{
  tool_fixture_set (fixture, "GET", "/orders/{id}/items/{n}", NULL);
  assert_sent (fixture, "{\"id\":\"47/11?x=1#y ä\",\"n\":2,\"more\":\"z\"}",
               "GET /orders/47%2F11%3Fx%3D1%23y%20%C3%A4/items/2?more=z ");
}

static void
test_path_cannot_climb (ToolFixture *fixture, gconstpointer unused)
{
  tool_fixture_set (fixture, "GET", "/orders/{id}", NULL);
  assert_not_sent (fixture, "{\"id\":\"..\"}", "cannot be “..”");
  assert_not_sent (fixture, "{\"id\":\".\"}", "cannot be “.”");
  assert_not_sent (fixture, "{\"id\":\"\"}", "cannot be “”");
  assert_not_sent (fixture, "{}", "“id” is required");
  assert_not_sent (fixture, "{\"id\":null}", "“id” is required");
}

static void
test_arguments_checked (ToolFixture *fixture, gconstpointer unused)
{
  tool_fixture_set (fixture, "POST", "/order", "{\"id\":{\"type\":\"integer\"}}");
  assert_not_sent (fixture, "{\"id\":\"seven\"}", "“id” must be of type integer");
  assert_not_sent (fixture, "id=7", "must be a JSON object");
}

static void
test_headers_sent_and_hidden (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_seal (fixture, "{\"Authorization\":\"Bearer s3cr3t/\\\"token\\\"+42\"}");
  result = tool_fixture_run (fixture, "{}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_SUCCESS);
  g_assert_nonnull (strstr (result->text, "\"Authorization\":\"[hidden]\""));
  g_assert_null (strstr (result->text, "s3cr3t"));
}

static void
test_hidden_in_failures (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (fixture, "POST", "/broken", NULL);
  tool_fixture_seal (fixture, "{\"X-Key\":\"abcdefgh\"}");
  result = tool_fixture_run (fixture, "{\"said\":\"abcdefgh YWJjZGVmZ2g=\"}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_ERROR);
  g_assert_cmpuint (result->http_status, ==, 500);
  g_assert_nonnull (strstr (result->text, "status 500"));
  g_assert_null (strstr (result->text, "abcdefgh"));
  g_assert_null (strstr (result->text, "YWJjZGVmZ2g"));
}

static void
test_hidden_password (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  /* user:opensesame */
  tool_fixture_seal (fixture, "{\"Authorization\":\"Basic dXNlcjpvcGVuc2VzYW1l\"}");
  result = tool_fixture_run (fixture, "{\"said\":\"opensesame\"}");
  g_assert_null (strstr (result->text, "opensesame"));
  g_assert_null (strstr (result->text, "dXNlcjpv"));
}

static void
test_hidden_query (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (fixture, "GET", "/echo?api_key=0123456789abc", NULL);
  result = tool_fixture_run (fixture, "{}");
  g_assert_null (strstr (result->text, "0123456789abc"));
}

/* At the place where a long answer is cut. */
static void
test_no_half_secret (ToolFixture *fixture, gconstpointer unused)
{
  g_autofree char *filler = g_strnfill (7600, 'x');
  g_autofree char *arguments = g_strdup_printf ("{\"a\":\"%s\"}", filler);
  g_autoptr (BhdToolResult) result = NULL;
  g_autofree char *secret = g_strnfill (300, 's');
  g_autofree char *headers = g_strdup_printf ("{\"X-Key\":\"%s\"}", secret);

  tool_fixture_set (fixture, "GET", "/echo", NULL);
  tool_fixture_seal (fixture, headers);
  result = tool_fixture_run (fixture, arguments);
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_SUCCESS);
  g_assert_null (strstr (result->text, "ssss"));
}

static void
test_text (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (fixture, "GET", "/text", NULL);
  result = tool_fixture_run (fixture, "");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_SUCCESS);
  g_assert_cmpstr (result->text, ==, "On its way.");
  g_assert_cmpint (result->duration_us, >, 0);
}

static void
test_binary (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (fixture, "GET", "/binary", NULL);
  result = tool_fixture_run (fixture, "{}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_SUCCESS);
  g_assert_true (g_utf8_validate (result->text, -1, NULL));
}

static void
test_empty (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (fixture, "POST", "/empty", NULL);
  result = tool_fixture_run (fixture, "{}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_SUCCESS);
  g_assert_cmpuint (result->http_status, ==, 204);
}

static void
test_slow (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;
  gint64 start_us = g_get_monotonic_time ();

  tool_fixture_set (fixture, "GET", "/slow", NULL);
  fixture->tool->timeout_ms = 200;
  result = tool_fixture_run (fixture, "{}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_ERROR);
  g_assert_nonnull (strstr (result->text, "no answer within 200 ms"));
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_USEC_PER_SEC);
}

static void
test_endless (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (fixture, "GET", "/endless", NULL);
  fixture->tool->max_answer = 20000;
  result = tool_fixture_run (fixture, "{}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_ERROR);
  g_assert_nonnull (strstr (result->text, "longer than 20000 bytes"));
}

static void
test_redirect (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (fixture, "GET", "/moved", NULL);
  result = tool_fixture_run (fixture, "{}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_ERROR);
  g_assert_cmpuint (result->http_status, ==, 302);
  g_assert_cmpint (g_atomic_int_get (&fixture->shop.requests), ==, 1);
}

static void
test_private (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result =
      bhd_http_tool_run (fixture->outbound, fixture->tool, "{}", FALSE, NULL);

  g_assert_cmpint (result->outcome, ==, BHD_TOOL_REFUSED);
  g_assert_null (strstr (result->text, "127.0.0.1"));
  g_assert_nonnull (strstr (result->error, "tools_to_private"));
  g_assert_cmpint (g_atomic_int_get (&fixture->shop.requests), ==, 0);
}

static gpointer
cancel_when_heard (gpointer data)
{
  gpointer *both = data;
  ShopServer *shop = both[0];

  while (g_atomic_int_get (&shop->requests) == 0)
    g_usleep (1000);
  g_cancellable_cancel (both[1]);
  return NULL;
}

static void
test_cancelled (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer both[] = { &fixture->shop, cancellable };
  g_autoptr (BhdToolResult) result = NULL;
  GThread *thread;

  tool_fixture_set (fixture, "GET", "/slow", NULL);
  thread = g_thread_new ("cancel", cancel_when_heard, both);
  result = bhd_http_tool_run (fixture->outbound, fixture->tool, "{}", TRUE, cancellable);
  g_thread_join (thread);
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_CANCELLED);
}

static void
test_headers_that_do_not_open (ToolFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_seal (fixture, "{\"X-Key\":\"abcdefgh\"}");
  g_free (fixture->tool->organization_id);
  fixture->tool->organization_id = g_strdup ("rival");
  result = tool_fixture_run (fixture, "{}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_REFUSED);
  g_assert_cmpint (g_atomic_int_get (&fixture->shop.requests), ==, 0);
}

static void
assert_check (ToolFixture *fixture, const char *url, const char *schema, const char *field)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", field);
  g_autoptr (GError) error = NULL;

  g_free (fixture->tool->url);
  fixture->tool->url = g_strdup (url);
  g_free (fixture->tool->arguments_schema);
  fixture->tool->arguments_schema = g_strdup (schema);
  if (bhd_http_tool_check (fixture->tool, &error) != (field == NULL))
    g_error ("%s %s: %s", url, schema, error != NULL ? error->message : "taken");
  if (field != NULL)
    g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, quoted);
}

static void
test_check (ToolFixture *fixture, gconstpointer unused)
{
  static const char id[] = "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}},"
                           "\"required\":[\"id\"]}";
  static const char maybe[] = "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}}}";

  assert_check (fixture, "https://x.example/{id}/y?z=1", id, NULL);
  assert_check (fixture, "https://x.example", maybe, NULL);
  assert_check (fixture, "https://x.example/{id}", maybe, "url");
  assert_check (fixture, "https://x.example/{other}", id, "url");
  assert_check (fixture, "https://{id}.example/", id, "url");
  assert_check (fixture, "https://x.example/?q={id}", id, "url");
  assert_check (fixture, "https://x.example/{id", id, "url");
  assert_check (fixture, "https://x.example/id}", id, "url");
  assert_check (fixture, "https://x.example/{}", id, "url");
  assert_check (fixture, "https://x.example/", "{\"type\":\"string\"}", "arguments_schema");
  assert_check (fixture, "https://x.example/",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"(a+)+$\"}}}",
                "arguments_schema");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/tool/get-puts-arguments-into-the-query", test_get);
  TEST ("/tool/delete-as-well", test_delete);
  TEST ("/tool/others-send-a-body", test_bodies);
  TEST ("/tool/names-in-the-path-are-filled-in-escaped", test_path);
  TEST ("/tool/an-argument-cannot-leave-its-path", test_path_cannot_climb);
  TEST ("/tool/arguments-that-do-not-fit-are-not-sent", test_arguments_checked);
  TEST ("/tool/headers-are-sent-and-hidden-in-what-echoes-them", test_headers_sent_and_hidden);
  TEST ("/tool/secrets-are-hidden-in-failures", test_hidden_in_failures);
  TEST ("/tool/a-password-is-hidden-without-its-clothes", test_hidden_password);
  TEST ("/tool/a-secret-of-the-address-is-hidden", test_hidden_query);
  TEST ("/tool/half-a-secret-is-hidden-as-well", test_no_half_secret);
  TEST ("/tool/text-is-passed-on", test_text);
  TEST ("/tool/what-is-no-text-becomes-some", test_binary);
  TEST ("/tool/an-empty-answer-is-one", test_empty);
  TEST ("/tool/a-slow-one-is-given-up", test_slow);
  TEST ("/tool/an-endless-one-is-cut-off", test_endless);
  TEST ("/tool/a-redirect-is-not-followed", test_redirect);
  TEST ("/tool/a-private-address-is-refused", test_private);
  TEST ("/tool/a-call-can-be-given-up", test_cancelled);
  TEST ("/tool/without-its-headers-nothing-is-sent", test_headers_that_do_not_open);
  TEST ("/tool/is-checked-when-it-is-registered", test_check);
  return g_test_run ();
}
