/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-tool-registry.h"
#include "tests/agent/tools/tool-fixture.h"
#include "tests/store/store-fixture.h"

#include <string.h>

/* Calls of a tool with a store that keeps the record. */
typedef struct
{
  ToolFixture tool;
  StoreFixture store;
  BhdToolWays ways;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  tool_fixture_set_up (&fixture->tool, NULL);
  store_fixture_set_up (&fixture->store, NULL);
  fixture->ways = (BhdToolWays){ fixture->store.store, fixture->tool.outbound, TRUE, NULL };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_tear_down (&fixture->store, NULL);
  tool_fixture_tear_down (&fixture->tool, NULL);
}

static BhdToolResult *
call (Fixture *fixture, const char *conversation_id, const char *arguments)
{
  const BhdToolPurpose purpose = { .run_id = "run",
                                   .conversation_id = conversation_id,
                                   .message_id = "message" };
  g_autoptr (GError) error = NULL;
  BhdToolResult *result =
      bhd_http_tool_call (&fixture->ways, fixture->tool.tool, &purpose, arguments, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static gpointer
list_job (BhdTurn *turn, gpointer unused, GError **error)
{
  return bhd_tool_calls_page (turn, "acme", NULL, NULL, 10, error);
}

static GPtrArray *
list (Fixture *fixture)
{
  return bhd_store_call (fixture->store.store, BHD_JOB_READ, list_job, NULL, NULL);
}

/* The only row there is. */
static void
assert_row (Fixture *fixture, const char *status, const char *arguments)
{
  g_autoptr (GPtrArray) rows = list (fixture);
  const BhdToolCallRow *row = rows->pdata[0];

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (row->status, ==, status);
  g_assert_cmpstr (row->arguments, ==, arguments);
  g_assert_cmpstr (row->tool_name, ==, "ask_shop");
  g_assert_cmpstr (row->run_id, ==, "run");
}

static void
test_success (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const BhdToolCallRow *row;

  tool_fixture_set (&fixture->tool, "GET", "/text", NULL);
  result = call (fixture, NULL, "{\"a\": 1}");
  assert_row (fixture, "success", "{\"a\":1}");
  rows = list (fixture);
  row = rows->pdata[0];
  g_assert_cmpint (row->http_status, ==, 200);
  g_assert_cmpstr (row->result, ==, "On its way.");
  g_assert_cmpint (row->duration_us, ==, result->duration_us);
}

static void
test_error (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (&fixture->tool, "GET", "/broken", NULL);
  result = call (fixture, NULL, "{}");
  assert_row (fixture, "error", "{}");
}

static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  tool_fixture_set (&fixture->tool, "GET", "/x", "{\"id\":{\"type\":\"integer\"}}");
  result = call (fixture, NULL, "{\"id\":\"x\"}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_REFUSED);
  assert_row (fixture, "refused", "{\"id\":\"x\"}");
}

static void
test_nonsense (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = call (fixture, NULL, "DROP TABLE");

  g_assert_cmpint (result->outcome, ==, BHD_TOOL_REFUSED);
  assert_row (fixture, "refused", "{}");
}

static void
test_no_secret (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  tool_fixture_seal (&fixture->tool, "{\"X-Key\":\"abcdefgh\"}");
  result = call (fixture, NULL, "{}");
  rows = list (fixture);
  g_assert_nonnull (strstr (((BhdToolCallRow *) rows->pdata[0])->result, "[hidden]"));
  g_assert_null (strstr (((BhdToolCallRow *) rows->pdata[0])->result, "abcdefgh"));
}

static void
test_asked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  fixture->tool.tool->confirm = TRUE;
  result = call (fixture, "conversation", "{\"order_id\":7}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_ASKED);
  g_assert_nonnull (strstr (result->action, "\"text\":\"Ask shop (order id: 7)?\""));
  g_assert_null (strstr (result->text, "token"));
  g_assert_cmpint (g_atomic_int_get (&fixture->tool.shop.requests), ==, 0);
  assert_row (fixture, "pending", "{\"order_id\":7}");
}

/* Who would be asked is shown nothing that could not be done. */
static void
test_not_asked_for_nonsense (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) result = NULL;

  fixture->tool.tool->confirm = TRUE;
  tool_fixture_set (&fixture->tool, "GET", "/x", "{\"id\":{\"type\":\"integer\"}}");
  result = call (fixture, "conversation", "{\"id\":\"x\"}");
  g_assert_cmpint (result->outcome, ==, BHD_TOOL_REFUSED);
  g_assert_null (result->action);
}

static gpointer
keep_tool_job (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_tool_rows_insert (turn->db, data, error);
  return NULL;
}

static BhdToolResult *
finish (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = list (fixture);
  g_autoptr (GError) error = NULL;
  BhdToolResult *result = bhd_http_tool_finish_confirmed (&fixture->ways, rows->pdata[0], &error);

  g_assert_no_error (error);
  return result;
}

static void
test_confirmed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) asked = NULL;
  g_autoptr (BhdToolResult) done = NULL;
  g_autofree char *last = NULL;

  fixture->tool.tool->confirm = TRUE;
  tool_fixture_set (&fixture->tool, "POST", "/cancel", NULL);
  bhd_store_call (fixture->store.store, BHD_JOB_WRITE, keep_tool_job, fixture->tool.tool, NULL);
  asked = call (fixture, "conversation", "{\"id\":7}");
  done = finish (fixture);
  last = shop_server_dup_last (&fixture->tool.shop);
  g_assert_cmpint (done->outcome, ==, BHD_TOOL_SUCCESS);
  g_assert_cmpstr (last, ==, "POST /cancel {\"id\":7}");
  assert_row (fixture, "success", "{\"id\":7}");
}

static void
test_removed_meanwhile (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdToolResult) asked = NULL;
  g_autoptr (BhdToolResult) gone = NULL;

  fixture->tool.tool->confirm = TRUE;
  asked = call (fixture, "conversation", "{\"id\":7}");
  gone = finish (fixture);
  g_assert_cmpint (gone->outcome, ==, BHD_TOOL_REFUSED);
  g_assert_cmpint (g_atomic_int_get (&fixture->tool.shop.requests), ==, 0);
  assert_row (fixture, "refused", "{\"id\":7}");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/tool/record/of-a-success", test_success);
  TEST ("/tool/record/of-an-error", test_error);
  TEST ("/tool/record/of-a-refusal", test_refused);
  TEST ("/tool/record/of-nonsense-is-an-object", test_nonsense);
  TEST ("/tool/record/tells-no-secret", test_no_secret);
  TEST ("/tool/record/of-a-question-and-nothing-sent", test_asked);
  TEST ("/tool/record/nobody-is-asked-for-nonsense", test_not_asked_for_nonsense);
  TEST ("/tool/record/of-what-was-confirmed", test_confirmed);
  TEST ("/tool/record/of-a-tool-that-has-gone", test_removed_meanwhile);
  return g_test_run ();
}
