/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/tools/tool-fixture.h"

#include "common/bh-id.h"
#include "server/store/bhd-seal.h"

#include <glib/gstdio.h>

static void
find_key (ToolFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("bhd-tool-XXXXXX", &fixture->key_file, NULL);

  g_assert_true (g_close (file, NULL));
  g_remove (fixture->key_file); /* the name is enough */
  bhd_seal_unlock (fixture->key_file);
  bhd_seal_ensure (&error);
  g_assert_no_error (error);
}

void
tool_fixture_set_up (ToolFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  find_key (fixture);
  shop_server_init (&fixture->shop);
  fixture->outbound = bhd_outbound_new (&error);
  g_assert_no_error (error);
  fixture->tool = g_new0 (BhdToolRow, 1);
  fixture->tool->organization_id = g_strdup ("acme");
  fixture->tool->id = bh_id_new ();
  fixture->tool->name = g_strdup ("ask_shop");
  fixture->tool->description = g_strdup ("Ask the shop");
  fixture->tool->header_names = g_strdup ("[]");
  fixture->tool->timeout_ms = 5000;
  fixture->tool->max_answer = 65536;
  fixture->tool->enabled = TRUE;
  tool_fixture_set (fixture, "GET", "/echo", NULL);
}

void
tool_fixture_tear_down (ToolFixture *fixture, gconstpointer data)
{
  bhd_tool_row_free (fixture->tool);
  bhd_outbound_free (fixture->outbound);
  shop_server_clear (&fixture->shop);
  bhd_seal_lock ();
  g_remove (fixture->key_file);
  g_free (fixture->key_file);
}

void
tool_fixture_set (ToolFixture *fixture, const char *method, const char *path, const char *schema)
{
  BhdToolRow *tool = fixture->tool;

  g_free (tool->method);
  g_free (tool->url);
  g_free (tool->arguments_schema);
  tool->method = g_strdup (method);
  tool->url = g_strconcat (fixture->shop.url, path, NULL);
  tool->arguments_schema = schema != NULL
                               ? g_strdup_printf ("{\"type\":\"object\",\"properties\":%s}", schema)
                               : g_strdup ("{\"type\":\"object\"}");
}

void
tool_fixture_seal (ToolFixture *fixture, const char *headers)
{
  g_autofree char *name = g_strconcat ("tool ", fixture->tool->id, NULL);
  g_autoptr (GError) error = NULL;

  g_free (fixture->tool->headers);
  fixture->tool->headers = bhd_seal_close (fixture->tool->organization_id, name, headers, &error);
  g_assert_no_error (error);
}

BhdToolResult *
tool_fixture_run (ToolFixture *fixture, const char *arguments)
{
  return bhd_http_tool_run (fixture->outbound, fixture->tool, arguments, TRUE, NULL);
}
