/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

#include <stdio.h>
#include <string.h>

static void
assert_sign_in_fails (BhtDesk *fixture, const char *server, const char *password, int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bhc_desk_sign_in_async (fixture->desk, server, "me@example.org", password, FALSE, bht_result_cb,
                          &result);
  bht_wait_until (result != NULL);
  g_assert_false (bhc_desk_sign_in_finish (fixture->desk, result, &error));
  g_assert_error (error, BH_ERROR, code);
  g_assert_cmpint (bhc_desk_get_state (fixture->desk), ==, BHC_STATE_SIGNED_OUT);
  g_test_message ("%s", error->message);
}

static void
test_wrong_password_is_said (BhtDesk *fixture, gconstpointer data)
{
  assert_sign_in_fails (fixture, fixture->mock->url, "wrong", BH_ERROR_UNAUTHORIZED);
}

static void
test_unreachable_server_is_said (BhtDesk *fixture, gconstpointer data)
{
  bht_mock_go_away (fixture->mock);
  assert_sign_in_fails (fixture, fixture->mock->url, "right", BH_ERROR_OFFLINE);
}

static void
page_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *q,
         gpointer data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<html>", 6);
}

static void
test_other_server_is_said (BhtDesk *fixture, gconstpointer data)
{
  soup_server_add_handler (fixture->mock->server, "/v1/desk/sign-in", page_cb, NULL, NULL);
  assert_sign_in_fails (fixture, fixture->mock->url, "right", BH_ERROR_OFFLINE);
}

static void
test_plain_http_is_refused (BhtDesk *fixture, gconstpointer data)
{
  assert_sign_in_fails (fixture, "http://desk.example.org", "right", BH_ERROR_INVALID);
}

static void
test_sign_in_shows_the_inbox (BhtDesk *fixture, gconstpointer data)
{
  bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, TRUE);

  g_assert_cmpuint (bht_count (bhc_desk_get_inbox (fixture->desk, BHC_VIEW_ALL)), ==, 1);
  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_UNASSIGNED), ==, 1);
  g_assert_cmpstr (bhc_desk_get_operator (fixture->desk)->name, ==, "Me");
  g_assert_cmpstr (bhc_desk_get_organization_name (fixture->desk), ==, "Acme");
}

static void
test_snapshot_reads_every_page (BhtDesk *fixture, gconstpointer data)
{
  fixture->mock->page = 3;
  for (guint i = 0; i < 10; i++)
    bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, TRUE);

  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_ALL), ==, 10);
  g_assert_cmpuint (fixture->mock->n_lists, ==, 4);
}

static void
test_kept_sign_in_shows_the_cache_offline (BhtDesk *fixture, gconstpointer data)
{
  bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, TRUE);
  bht_desk_close (fixture);
  bht_mock_go_away (fixture->mock);
  bht_desk_reopen (fixture);
  bhc_desk_start (fixture->desk);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);

  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_ALL), ==, 1);
  g_assert_nonnull (bhc_desk_get_problem (fixture->desk));
  g_assert_cmpstr (bhc_desk_get_operator (fixture->desk)->name, ==, "Me");
}

static void
test_restart_resumes_without_a_snapshot (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, TRUE);
  bht_desk_close (fixture);
  fixture->mock->n_lists = 0;
  bht_mock_change (fixture->mock, id, BH_STATUS_RESOLVED, NULL);
  bht_desk_reopen (fixture);
  bhc_desk_start (fixture->desk);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_ONLINE);

  g_assert_cmpuint (fixture->mock->n_lists, ==, 0);
  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_RESOLVED), ==, 1);
}

static void
test_lost_cache_is_fetched_again (BhtDesk *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, TRUE);
  bht_desk_close (fixture);
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      if (g_str_has_prefix (name, "cache-"))
        remove (path);
    }
  bht_desk_reopen (fixture);
  bhc_desk_start (fixture->desk);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_ONLINE);

  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_ALL), ==, 1);
}

static void
test_ended_sign_in_is_said (BhtDesk *fixture, gconstpointer data)
{
  bht_desk_sign_in (fixture, TRUE);
  fixture->mock->ends_sign_ins = TRUE;
  bht_mock_go_away (fixture->mock);
  bht_mock_come_back (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_SIGNED_OUT);

  g_assert_nonnull (bhc_desk_get_problem (fixture->desk));
  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_ALL), ==, 0);
  g_assert_cmpstr (bhc_desk_get_email (fixture->desk), ==, "me@example.org");
}

static void
test_sign_out_forgets (BhtDesk *fixture, gconstpointer data)
{
  bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, TRUE);
  bhc_desk_sign_out (fixture->desk);
  g_assert_cmpint (bhc_desk_get_state (fixture->desk), ==, BHC_STATE_SIGNED_OUT);
  g_assert_cmpuint (bht_count (bhc_desk_get_inbox (fixture->desk, BHC_VIEW_ALL)), ==, 0);

  bht_desk_reopen (fixture);
  bhc_desk_start (fixture->desk);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_SIGNED_OUT);
  g_assert_cmpstr (bhc_desk_get_server (fixture->desk), ==, fixture->mock->url);
}

/* Answers for a file when the test says so. */
static gboolean
hold_file (BhtMock *mock, const BhtRequest *request, gpointer data)
{
  SoupServerMessage **held = data;

  if (g_strcmp0 (request->path[0], "attachments") != 0)
    return FALSE;
  *held = g_object_ref (request->message);
  soup_server_message_pause (request->message);
  return TRUE;
}

static gboolean
has_files (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while (!found && (name = g_dir_read_name (dir)) != NULL)
    found = g_str_has_suffix (name, ".files");
  return found;
}

static void
test_late_file_brings_nothing_back (BhtDesk *fixture, gconstpointer data)
{
  const BhAttachment attachment = { .id = (char *) BHT_ME, .name = (char *) "bill.pdf" };
  g_autoptr (SoupServerMessage) held = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BhcFiles) files = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  fixture->mock->extra = hold_file;
  fixture->mock->extra_data = &held;
  bht_desk_sign_in (fixture, TRUE);
  files = g_object_ref (bhc_desk_get_files (fixture->desk));
  bhc_files_fetch_async (files, &attachment, NULL, bht_result_cb, &result);
  bht_wait_until (held != NULL);
  g_assert_true (has_files (fixture->directory));
  bhc_desk_sign_out (fixture->desk);
  bht_mock_answer (held, 200, "{}");
  soup_server_message_unpause (held);
  bht_wait_until (result != NULL);
  file = bhc_files_fetch_finish (files, result, &error);
  g_assert_null (file);
  g_assert_nonnull (error);
  g_assert_false (has_files (fixture->directory));
}

static void
act (BhtDesk *fixture, const char *id, BhcAction action, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bhc_desk_act_async (fixture->desk, id, action, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  bhc_desk_act_finish (fixture->desk, result, error);
}

static void
test_claim_shows_at_once (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcConversation) row = NULL;
  g_autoptr (GError) error = NULL;

  bht_mock_change (fixture->mock, id, BH_STATUS_ESCALATED, NULL);
  bht_desk_sign_in (fixture, TRUE);
  row = bhc_desk_find_conversation (fixture->desk, id);
  g_assert_true (bhc_conversation_is_waiting (row));
  act (fixture, id, BHC_ACTION_CLAIM, &error);

  g_assert_no_error (error);
  g_assert_true (bhc_conversation_is_mine (row));
  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_WAITING), ==, 0);
}

static void
test_second_claim_names_the_owner (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (GError) error = NULL;

  bht_mock_change (fixture->mock, id, BH_STATUS_ESCALATED, BHT_COLLEAGUE);
  bht_desk_sign_in (fixture, TRUE);
  act (fixture, id, BHC_ACTION_CLAIM, &error);

  g_assert_error (error, BH_ERROR, BH_ERROR_CLAIMED);
  g_assert_nonnull (strstr (error->message, "Mia"));
}

static void
test_offline_claim_is_refused (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (GError) error = NULL;

  bht_desk_sign_in (fixture, TRUE);
  bht_mock_go_away (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
  act (fixture, id, BHC_ACTION_CLAIM, &error);

  g_assert_error (error, BH_ERROR, BH_ERROR_OFFLINE);
}

static void
count_cb (gpointer object, gpointer what, guint *count)
{
  (*count)++;
}

static void
test_new_handoff_rings (BhtDesk *fixture, gconstpointer data)
{
  const char *old = bht_mock_open (fixture->mock, "Ada");
  const char *new = bht_mock_open (fixture->mock, "Bob");
  guint rings = 0, told = 0;

  bht_mock_change (fixture->mock, old, BH_STATUS_ESCALATED, NULL);
  g_signal_connect (fixture->desk, "handoff-waiting", G_CALLBACK (count_cb), &rings);
  g_signal_connect (fixture->desk, "notify::n-waiting", G_CALLBACK (count_cb), &told);
  bht_desk_sign_in (fixture, TRUE);
  g_assert_cmpuint (rings, ==, 0);
  told = 0;

  bht_mock_change (fixture->mock, new, BH_STATUS_ESCALATED, NULL);
  bht_wait_until (rings == 1);
  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpuint (bhc_desk_get_count (fixture->desk, BHC_VIEW_WAITING), ==, 2);
  g_signal_handlers_disconnect_by_data (fixture->desk, &rings);
  g_signal_handlers_disconnect_by_data (fixture->desk, &told);
}

static void
test_damaged_cache_is_renewed_while_running (BhtDesk *fixture, gconstpointer data)
{
  BhcInbox *all = bhc_desk_get_inbox (fixture->desk, BHC_VIEW_ALL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  for (guint i = 0; i < 40; i++)
    bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, TRUE);
  bht_desk_close (fixture);
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (!g_str_has_prefix (name, "cache-") || !g_str_has_suffix (name, ".db"))
        continue;
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      /* All but the first pages, which say what tables there are. */
      memset (bytes + length / 2, 0x55, length - length / 2);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
    }

  g_test_expect_message ("bhc-cache", G_LOG_LEVEL_WARNING, "*");
  bht_desk_reopen (fixture);
  bhc_desk_start (fixture->desk);
  all = bhc_desk_get_inbox (fixture->desk, BHC_VIEW_ALL);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_ONLINE);
  for (guint i = 0; i < bht_count (all); i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (all), i));
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_ONLINE && bht_count (all) == 40);
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/desk/wrong-password-is-said", test_wrong_password_is_said);
  BHT_ADD_DESK ("/console/desk/unreachable-server-is-said", test_unreachable_server_is_said);
  BHT_ADD_DESK ("/console/desk/other-server-is-said", test_other_server_is_said);
  BHT_ADD_DESK ("/console/desk/plain-http-is-refused", test_plain_http_is_refused);
  BHT_ADD_DESK ("/console/desk/sign-in-shows-the-inbox", test_sign_in_shows_the_inbox);
  BHT_ADD_DESK ("/console/desk/snapshot-reads-every-page", test_snapshot_reads_every_page);
  BHT_ADD_DESK ("/console/desk/cache-shows-offline", test_kept_sign_in_shows_the_cache_offline);
  BHT_ADD_DESK ("/console/desk/restart-resumes", test_restart_resumes_without_a_snapshot);
  BHT_ADD_DESK ("/console/desk/lost-cache-is-fetched-again", test_lost_cache_is_fetched_again);
  BHT_ADD_DESK ("/console/desk/ended-sign-in-is-said", test_ended_sign_in_is_said);
  BHT_ADD_DESK ("/console/desk/sign-out-forgets", test_sign_out_forgets);
  BHT_ADD_DESK ("/console/desk/late-file-brings-nothing-back", test_late_file_brings_nothing_back);
  BHT_ADD_DESK ("/console/desk/claim-shows-at-once", test_claim_shows_at_once);
  BHT_ADD_DESK ("/console/desk/second-claim-names-the-owner", test_second_claim_names_the_owner);
  BHT_ADD_DESK ("/console/desk/offline-claim-is-refused", test_offline_claim_is_refused);
  BHT_ADD_DESK ("/console/desk/new-handoff-rings", test_new_handoff_rings);
  BHT_ADD_DESK ("/console/desk/damaged-cache-is-renewed",
                test_damaged_cache_is_renewed_while_running);

  return g_test_run ();
}
