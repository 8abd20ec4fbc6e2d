/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The console's client against the daemon itself. */
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "console/client/account/bhc-account.h"
#include "console/client/bhc-api.h"
#include "console/client/bhc-session.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/model/insights/bhc-figures.h"
#include "console/model/insights/bhc-period.h"
#include "tests/bht-folder.h"
#include "tests/console/bht-wait.h"
#include "tests/http/bht-daemon.h"

#include <string.h>

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  char *url;
  char *directory;
  BhcCache *cache;
  BhcSession *session;
  BhcApi *visitor, *desk;
} Fixture;

static BhcAccount *
identify (Fixture *fixture)
{
  g_autoptr (BhcAccount) asked = bhc_account_new (fixture->url, "agent@acme.example");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BhcAccount *account;

  asked->token = g_strdup (fixture->tenant->agent_token);
  bhc_account_identify_async (asked, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  account = bhc_account_identify_finish (result, &error);
  g_assert_no_error (error);

  return account;
}

static gboolean
is_online (Fixture *fixture)
{
  return bhc_feed_get_link (bhc_session_get_feed (fixture->session)) == BHC_LINK_ONLINE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *files = NULL;

  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
  fixture->url = g_strdup_printf ("http://127.0.0.1:%u", fixture->daemon->port);
  fixture->directory = bht_directory_new ();
  account = identify (fixture);
  path = bhc_account_cache_path (account, fixture->directory);
  fixture->cache = bhc_cache_open (path, account->who, account->organization, &error);
  g_assert_no_error (error);
  fixture->session = bhc_session_new (fixture->cache, fixture->url, account->token);
  fixture->visitor = bhc_api_new (fixture->url, fixture->tenant->visitor_token);
  fixture->desk = bhc_api_new (fixture->url, fixture->tenant->agent_token);
  files = g_build_filename (fixture->directory, "files", NULL);
  bhc_session_keep_files (fixture->session, files);
  bhc_session_start (fixture->session);
  bht_wait_until (is_online (fixture));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bhc_session_close (fixture->session);
  g_object_unref (fixture->visitor);
  g_object_unref (fixture->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->session);
  g_object_unref (fixture->cache);
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
  bht_folder_remove (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->url);
}

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
visitor_says (Fixture *fixture, const char *text)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/messages", fixture->tenant->conversation_id);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"body\":\"%s\"}", id, text);
  g_autoptr (JsonNode) root = call (fixture->visitor, "POST", path, body);
}

static void
operator_says (Fixture *fixture, const char *text)
{
  g_autofree char *id = bh_id_new ();
  GAsyncResult *result = NULL;

  bhc_cache_add_outgoing_async (
      fixture->cache,
      bhc_outgoing_new (id, fixture->tenant->conversation_id, BH_MESSAGE_TEXT, text, 1, NULL),
      bht_result_cb, &result);
  bht_wait_until (result != NULL);
  g_object_unref (result);
}

static guint
count_waiting (Fixture *fixture)
{
  g_autoptr (GPtrArray) outbox = bhc_cache_read_outbox (fixture->cache, NULL);

  return outbox->len;
}

static GPtrArray *
cached (Fixture *fixture)
{
  return bhc_cache_read_messages_before (fixture->cache, fixture->tenant->conversation_id,
                                         G_MAXINT64, 200);
}

static guint
count_cached (Fixture *fixture)
{
  g_autoptr (GPtrArray) messages = cached (fixture);

  return messages->len;
}

static void
test_snapshot_holds_the_conversation (Fixture *fixture, gconstpointer data)
{
  gint64 row;
  g_autoptr (BhConversation) found =
      bhc_cache_find_conversation (fixture->cache, fixture->tenant->conversation_id, &row);

  g_assert_nonnull (found);
  g_assert_cmpstr (found->contact_name, ==, "Ada");
}

static void
test_claim_is_in_the_cache (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhConversation) found = NULL;
  gint64 row;

  bhc_session_act_async (fixture->session, fixture->tenant->conversation_id, "claim", bht_result_cb,
                         &result);
  bht_wait_until (result != NULL);
  bhc_session_act_finish (fixture->session, result, &error);
  g_assert_no_error (error);

  found = bhc_cache_find_conversation (fixture->cache, fixture->tenant->conversation_id, &row);
  g_assert_cmpstr (found->assignee_id, ==, bhc_cache_get_operator (fixture->cache)->id);
}

static void
fetch_page (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bhc_session_fetch_page_async (fixture->session, fixture->tenant->conversation_id, 0, NULL,
                                bht_result_cb, &result);
  bht_wait_until (result != NULL);
  bhc_session_fetch_page_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

/* The console is away while both sides write; afterwards it has what the daemon has. */
static void
test_both_agree_after_a_pause (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/messages?limit=100",
                                           fixture->tenant->conversation_id);
  g_autoptr (JsonNode) truth = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  JsonArray *stored;

  fetch_page (fixture);
  bhc_feed_stop (bhc_session_get_feed (fixture->session));
  for (guint i = 0; i < 10; i++)
    {
      visitor_says (fixture, "from there");
      operator_says (fixture, "from here");
    }
  g_assert_cmpuint (count_waiting (fixture), ==, 10);
  bhc_session_start (fixture->session);
  bht_wait_until (is_online (fixture) && count_waiting (fixture) == 0);

  truth = call (fixture->desk, "GET", path, NULL);
  stored = bh_json_get_array (json_node_get_object (truth), "messages");
  g_assert_cmpuint (json_array_get_length (stored), >=, 20);
  bht_wait_until (count_cached (fixture) == json_array_get_length (stored));
  messages = cached (fixture);
  for (guint i = 0; i < messages->len; i++)
    g_assert_cmpstr (((BhMessage *) messages->pdata[i])->id, ==,
                     bh_json_get_string (json_array_get_object_element (stored, i), "id", ""));
}

#define LARGE (2 * 1024 * 1024 + 5)

/* More than one piece; nothing but the file is said. */
static void
test_file_is_sent_before_its_message (Fixture *fixture, gconstpointer data)
{
  BhAttachment file = { bh_id_new (), (char *) "log.txt", (char *) "text/plain", LARGE };
  BhcFileStore *store = bhc_session_get_files (fixture->session);
  g_autoptr (GFile) outgoing = bhc_file_store_get_outgoing (store, &file);
  g_autoptr (GFile) folder = g_file_get_parent (outgoing);
  g_autofree char *bytes = g_strnfill (LARGE, 'x');
  g_autofree char *extra = g_strdup_printf (
      "{\"attachments\":[{\"id\":\"%s\",\"name\":\"log.txt\",\"size\":%d}]}", file.id, LARGE);
  g_autofree char *id = bh_id_new ();
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (g_file_make_directory_with_parents (folder, NULL, NULL));
  g_assert_true (
      g_file_replace_contents (outgoing, bytes, LARGE, NULL, FALSE, 0, NULL, NULL, NULL));
  bhc_cache_add_outgoing_async (
      fixture->cache,
      bhc_outgoing_with_extra (
          bhc_outgoing_new (id, fixture->tenant->conversation_id, BH_MESSAGE_TEXT, "", 1, NULL),
          extra),
      bht_result_cb, &result);
  bht_wait_until (result != NULL && count_waiting (fixture) == 0 && count_cached (fixture) > 0);
  messages = cached (fixture);
  g_assert_nonnull (strstr (((BhMessage *) messages->pdata[messages->len - 1])->extra, file.id));
  g_assert_false (g_file_query_exists (outgoing, NULL));
  g_free (file.id);
}

static gint64
sum_hours (const BhcFigures *figures)
{
  gint64 sum = 0;

  for (guint i = 0; i < BHC_HOURS_OF_WEEK; i++)
    sum += figures->hours[i];
  return sum;
}

/* What the daemon counts is what the console's records of figures hold. */
static void
test_figures_are_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const BhcPeriod week = { .kind = BHC_PERIOD_WEEK };
  BhcSpan span = bhc_period_span (&week, g_get_real_time () + G_USEC_PER_SEC, utc);
  g_autofree char *path = g_strdup_printf ("/v1/desk/insights?from_us=%" G_GINT64_FORMAT
                                           "&to_us=%" G_GINT64_FORMAT "&step=%s&time_zone=UTC",
                                           span.from_us, span.to_us, bhc_step_word (span.step));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (BhcFigures) figures = NULL;

  visitor_says (fixture, "Hello?");
  bhc_session_ask_async (fixture->session, "GET", path, NULL, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  answer = bhc_session_ask_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  figures = bhc_figures_new (answer);
  g_assert_cmpint (figures->totals.conversations, ==, 1);
  g_assert_cmpint (sum_hours (figures), ==, 1);
  g_assert_cmpuint (figures->series->len, ==, 7);
  g_assert_cmpint (g_array_index (figures->series, BhcStepFigures, 0).at_us, ==, span.from_us);
  g_assert_cmpint (g_array_index (figures->series, BhcStepFigures, 6).conversations, ==, 1);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/daemon/snapshot-holds-the-conversation", test_snapshot_holds_the_conversation);
  ADD ("/console/daemon/claim-is-in-the-cache", test_claim_is_in_the_cache);
  ADD ("/console/daemon/both-agree-after-a-pause", test_both_agree_after_a_pause);

  ADD ("/console/daemon/file-is-sent-before-its-message", test_file_is_sent_before_its_message);
  ADD ("/console/daemon/figures-are-read", test_figures_are_read);

  return g_test_run ();
}
