/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The console and the daemon are asked the same, and find the same. */
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "console/client/account/bhc-account.h"
#include "console/client/bhc-api.h"
#include "console/client/bhc-session.h"
#include "console/client/bhc-values.h"
#include "console/client/cache/bhc-cache-directory.h"
#include "console/client/cache/bhc-cache-read.h"
#include "tests/bht-folder.h"
#include "tests/bht-patience.h"
#include "tests/console/bht-wait.h"
#include "tests/http/bht-daemon.h"

#include <string.h>

#define LAST "sentinel"

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  char *url;
  char *directory;
  BhcCache *cache;
  BhcSession *session;
  BhcApi *visitor, *desk;
  char *label, *other; /* ids: of a label, of a second conversation */
} Fixture;

static JsonNode *
call (BhcApi *api, const char *method, const char *path, const char *body)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  bhc_api_call_async (api, method, path, body, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  root = bhc_api_call_finish (api, result, &error);
  g_assert_no_error (error);

  return root;
}

static void
tell (BhcApi *api, const char *method, const char *path, const char *body)
{
  g_autoptr (JsonNode) root = call (api, method, path, body);
}

static void
say (BhcApi *api, const char *side, const char *conversation, const char *kind, const char *text)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path = g_strdup_printf ("/v1/%s/conversations/%s/messages", side, conversation);
  g_autofree char *body =
      g_strdup_printf (kind != NULL ? "{\"id\":\"%s\",\"body\":\"%s\",\"kind\":\"%s\"}"
                                    : "{\"id\":\"%s\",\"body\":\"%s\"}",
                       id, text, kind);

  tell (api, "POST", path, body);
}

static void
keep_directory (Fixture *f)
{
  g_autoptr (JsonNode) root = call (f->desk, "GET", "/v1/desk/directory", NULL);
  g_autoptr (GVariant) values = bhc_values_from_json (json_node_get_object (root), NULL);
  g_autoptr (GAsyncResult) result = NULL;

  bhc_cache_keep_directory_async (f->cache, values, bht_result_cb, &result);
  bht_wait_until (result != NULL);
}

/* What was said before the console was there is fetched when somebody looks at it. */
static void
fetch (Fixture *f)
{
  gint64 from = -1;

  while (from != 0)
    {
      g_autoptr (GAsyncResult) result = NULL;

      bhc_session_fetch_page_async (f->session, f->tenant->conversation_id, MAX (from, 0), NULL,
                                    bht_result_cb, &result);
      bht_wait_until (result != NULL);
      from = bhc_cache_read_complete_from (f->cache, f->tenant->conversation_id);
    }
}

/* Two conversations, a label, notes, many equal words, and one word that comes last. */
static void
furnish (Fixture *f)
{
  g_autofree char *body = NULL;
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s", f->tenant->conversation_id);
  g_autofree char *claim =
      g_strdup_printf ("/v1/desk/conversations/%s/claim", f->tenant->conversation_id);
  g_autofree char *open = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *contact = NULL;

  f->label = bh_id_new ();
  f->other = bh_id_new ();
  body =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"Big Customer\",\"color\":\"#ff0000\"}", f->label);
  tell (f->desk, "POST", "/v1/desk/labels", body);
  open = g_strdup_printf ("{\"id\":\"%s\"}", f->other);
  tell (f->visitor, "POST", "/v1/widget/conversations", open);
  for (guint i = 0; i < 70; i++)
    say (f->visitor, "widget", i % 3 == 0 ? f->other : f->tenant->conversation_id, NULL,
         i % 10 == 0 ? "Grüne Lampe, blue lamp" : "hello again");
  labels = g_strdup_printf ("{\"labels\":[\"%s\"],\"priority\":\"high\"}", f->label);
  tell (f->desk, "PATCH", path, labels);
  contact = g_strdup_printf ("/v1/desk/contacts/%s", f->tenant->contact_id);
  tell (f->desk, "PATCH", contact,
        "{\"name\":\"Ada Lovelace\",\"email\":\"ada@lovelace.example\"}");
  tell (f->desk, "POST", claim, NULL);
  say (f->desk, "desk", f->tenant->conversation_id, "text", "We send a new lamp.");
  say (f->desk, "desk", f->tenant->conversation_id, "note", "lamp is out of stock");
  say (f->visitor, "widget", f->tenant->conversation_id, NULL, "返品したい lamp");
  say (f->visitor, "widget", f->other, NULL, LAST);
  keep_directory (f);
  fetch (f);
}

static gboolean
is_online (Fixture *f)
{
  return bhc_feed_get_link (bhc_session_get_feed (f->session)) == BHC_LINK_ONLINE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BhcAccount) asked = NULL;
  g_autoptr (BhcAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *path = NULL;

  f->daemon = bht_daemon_new (NULL);
  f->tenant = bht_daemon_add_tenant (f->daemon, "acme");
  f->url = g_strdup_printf ("http://127.0.0.1:%u", f->daemon->port);
  f->directory = bht_directory_new ();
  asked = bhc_account_new (f->url, "owner@acme.example");
  asked->token = g_strdup (f->tenant->owner_token);
  bhc_account_identify_async (asked, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  account = bhc_account_identify_finish (result, NULL);
  path = bhc_account_cache_path (account, f->directory);
  f->cache = bhc_cache_open (path, account->who, account->organization, NULL);
  f->session = bhc_session_new (f->cache, f->url, account->token);
  f->visitor = bhc_api_new (f->url, f->tenant->visitor_token);
  f->desk = bhc_api_new (f->url, f->tenant->owner_token);
  bhc_session_start (f->session);
  bht_wait_until (is_online (f));
  furnish (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhc_session_close (f->session);
  g_object_unref (f->visitor);
  g_object_unref (f->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (f->session);
  g_object_unref (f->cache);
  bht_tenant_free (f->tenant);
  bht_daemon_free (f->daemon);
  bht_folder_remove (f->directory);
  g_free (f->directory);
  g_free (f->url);
  g_free (f->label);
  g_free (f->other);
}

/* ---- asking both ---- */

static BhcFindPage *
find_page (Fixture *f, const char *text, gint64 below)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  BhcFindPage *page = NULL;

  bhc_finder_find_async (bhc_session_get_finder (f->session), text, zone, below, NULL,
                         bht_result_cb, &result);
  bht_wait_until (result != NULL);
  page = bhc_finder_find_finish (bhc_session_get_finder (f->session), result, &error);
  g_assert_no_error (error);
  return page;
}

/* The numbers, newest first. */
static char *
find_here (Fixture *f, const char *text)
{
  GString *found = g_string_new (NULL);
  gint64 below = 0;

  do
    {
      g_autoptr (BhcFindPage) page = find_page (f, text, below);

      for (guint i = 0; i < page->hits->len; i++)
        g_string_append_printf (found, "%" G_GINT64_FORMAT " ",
                                ((BhcFindHit *) page->hits->pdata[i])->message->seq);
      below = page->below_seq;
    }
  while (below > 0);

  return g_string_free (found, FALSE);
}

static char *
find_there (Fixture *f, const char *text)
{
  g_autofree char *escaped = g_uri_escape_string (text, NULL, TRUE);
  g_autofree char *next = NULL;
  GString *found = g_string_new (NULL);

  do
    {
      g_autofree char *path =
          g_strdup_printf ("/v1/desk/find?q=%s%s%s", escaped, next != NULL ? "&after=" : "",
                           next != NULL ? next : "");
      g_autoptr (JsonNode) root = call (f->desk, "GET", path, NULL);
      JsonObject *answer = json_node_get_object (root);
      JsonArray *hits = bh_json_get_array (answer, "hits");

      for (guint i = 0; i < json_array_get_length (hits); i++)
        g_string_append_printf (
            found, "%" G_GINT64_FORMAT " ",
            bh_json_get_int (json_array_get_object_element (hits, i), "seq", 0));
      g_free (next);
      next = g_strdup (bh_json_get_string (answer, "next", NULL));
    }
  while (next != NULL);

  return g_string_free (found, FALSE);
}

/* Both follow a moment behind. */
static void
assert_agree (Fixture *f, const char *text, gboolean any)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autofree char *here = find_here (f, text);
  g_autofree char *there = find_there (f, text);

  while ((!g_str_equal (here, there) || (*there != '\0') != any) &&
         g_get_monotonic_time () < deadline)
    {
      g_free (here);
      g_free (there);
      here = find_here (f, text);
      there = find_there (f, text);
    }
  g_test_message ("“%s”: %s", text, there);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpint (*there != '\0', ==, any);
}

static const char *const found[] = {
  LAST,
  "lamp",
  "LÄMP",
  "hell aga",
  "\"blue lamp\"",
  "lamp -blue",
  "grune",
  "返品",
  "from:visitor lamp",
  "from:operator",
  "from:me lamp",
  "from:ai",
  "from:lovelace lamp",
  "contact:ada",
  "contact:ada@love from:operator",
  "lamp -contact:nobody",
  "from:owner lamp",
  "has:note",
  "lamp -has:note",
  "label:big",
  "label:\"big customer\" lamp",
  "lamp -label:customer",
  "priority:high",
  "priority:normal",
  "assignee:me",
  "assignee:none",
  "status:escalated",
  "status:unresolved lamp",
  "channel:widget lamp",
  "team:none lamp",
  "after:2020-01-01 lamp",
};

static const char *const lost[] = {
  "zeppelin", "\"lamp blue\"",  "label:nobody",      "assignee:stranger", "contact:nobody",
  "has:csat", "has:attachment", "before:2020-01-01", "status:resolved",   "team:some",
};

static void
test_same_ids (Fixture *f, gconstpointer data)
{
  assert_agree (f, LAST, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)

    assert_agree (f, found[i], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    assert_agree (f, lost[i], FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/console/agreement/same-ids", Fixture, NULL, set_up, test_same_ids, tear_down);
  return g_test_run ();
}
