/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

static BhcState
state (BhtDesk *fixture)
{
  return bhc_desk_get_state (fixture->desk);
}

static guint
count (BhtDesk *fixture, BhcView view)
{
  return bhc_desk_get_count (fixture->desk, view);
}

static void
test_news_arrives (BhtDesk *fixture, gconstpointer data)
{
  bht_desk_sign_in (fixture, FALSE);
  bht_mock_open (fixture->mock, "Ada");
  bht_wait_until (count (fixture, BHC_VIEW_ALL) == 1);
}

/* Sends the last event as if it were of another number. */
static void
tell_as (BhtDesk *fixture, gint64 seq)
{
  g_autofree char *frame = g_strdup_printf (
      "{\"op\":\"event\",\"seq\":%" G_GINT64_FORMAT ",\"type\":\"x\",\"body\":{}}", seq);

  bht_mock_tell (fixture->mock, frame);
}

static void
test_gap_is_asked_for_again (BhtDesk *fixture, gconstpointer data)
{
  bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, FALSE);
  tell_as (fixture, bht_mock_seq (fixture->mock) + 5);
  bht_wait_until (fixture->mock->n_resumes == 2);
  bht_wait_until (state (fixture) == BHC_STATE_ONLINE);

  bht_mock_open (fixture->mock, "Bob");
  bht_wait_until (count (fixture, BHC_VIEW_ALL) == 2);
}

static void
test_duplicate_changes_nothing (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  bht_mock_change (fixture->mock, id, BH_STATUS_RESOLVED, NULL);
  bht_mock_tell (fixture->mock, fixture->mock->log->pdata[0]);
  bht_mock_open (fixture->mock, "Bob");
  bht_wait_until (count (fixture, BHC_VIEW_ALL) == 2);

  g_assert_cmpuint (count (fixture, BHC_VIEW_RESOLVED), ==, 1);
  g_assert_cmpuint (fixture->mock->n_resumes, ==, 1);
}

static void
test_missed_events_are_replayed (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");

  bht_desk_sign_in (fixture, FALSE);
  bht_mock_go_away (fixture->mock);
  bht_wait_until (state (fixture) == BHC_STATE_OFFLINE);
  g_assert_nonnull (bhc_desk_get_problem (fixture->desk));
  bht_mock_change (fixture->mock, id, BH_STATUS_RESOLVED, NULL);
  bht_mock_open (fixture->mock, "Bob");
  bht_mock_come_back (fixture->mock);
  bht_wait_until (state (fixture) == BHC_STATE_ONLINE);

  g_assert_cmpuint (count (fixture, BHC_VIEW_RESOLVED), ==, 1);
  g_assert_cmpuint (count (fixture, BHC_VIEW_ALL), ==, 2);
  g_assert_null (bhc_desk_get_problem (fixture->desk));
}

static void
test_reset_takes_a_snapshot (BhtDesk *fixture, gconstpointer data)
{
  const char *kept = bht_mock_open (fixture->mock, "Ada");
  const char *erased = bht_mock_open (fixture->mock, "Eve");

  bht_desk_sign_in (fixture, FALSE);
  bht_mock_go_away (fixture->mock);
  bht_mock_change (fixture->mock, kept, BH_STATUS_RESOLVED, NULL);
  bht_mock_erase (fixture->mock, erased);
  fixture->mock->floor = (guint) bht_mock_seq (fixture->mock);
  bht_wait_until (state (fixture) == BHC_STATE_OFFLINE);
  bht_mock_come_back (fixture->mock);
  bht_wait_until (state (fixture) == BHC_STATE_ONLINE);

  g_assert_cmpuint (fixture->mock->n_lists, ==, 2);
  g_assert_cmpuint (count (fixture, BHC_VIEW_ALL), ==, 1);
  g_assert_cmpuint (count (fixture, BHC_VIEW_RESOLVED), ==, 1);
}

static void
test_reset_while_connected (BhtDesk *fixture, gconstpointer data)
{
  bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, FALSE);
  bht_mock_tell (fixture->mock, "{\"op\":\"reset\",\"seq\":1}");
  bht_wait_until (fixture->mock->n_resumes == 2);
  bht_wait_until (state (fixture) == BHC_STATE_ONLINE);

  g_assert_cmpuint (fixture->mock->n_lists, ==, 2);
  g_assert_cmpuint (count (fixture, BHC_VIEW_ALL), ==, 1);
}

static void
test_is_syncing_until_live (BhtDesk *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  bht_mock_open (fixture->mock, "Ada");
  fixture->mock->holds_live = TRUE;
  bhc_desk_sign_in_async (fixture->desk, fixture->mock->url, "me@example.org", "right", FALSE,
                          bht_result_cb, &result);
  bht_wait_until (state (fixture) == BHC_STATE_SYNCING && fixture->mock->n_resumes == 1);
  bht_mock_tell (fixture->mock, "{\"op\":\"live\",\"seq\":1}");
  bht_wait_until (state (fixture) == BHC_STATE_ONLINE);
}

static void
test_polls_where_sockets_are_blocked (BhtDesk *fixture, gconstpointer data)
{
  fixture->mock->blocks_sockets = TRUE;
  bht_mock_open (fixture->mock, "Ada");
  bht_desk_sign_in (fixture, FALSE);
  g_assert_cmpuint (fixture->mock->n_resumes, ==, 0);

  bht_wait_until (fixture->mock->polls->len == 1);
  bht_mock_open (fixture->mock, "Bob");
  bht_wait_until (count (fixture, BHC_VIEW_ALL) == 2);
}

static void
test_unreadable_frame_is_survived (BhtDesk *fixture, gconstpointer data)
{
  bht_desk_sign_in (fixture, FALSE);
  bht_mock_tell (fixture->mock, "{\"op\":\"event\",\"seq\":");
  bht_wait_until (fixture->mock->n_resumes == 2);
  bht_wait_until (state (fixture) == BHC_STATE_ONLINE);
}

static void
test_unknown_frame_is_ignored (BhtDesk *fixture, gconstpointer data)
{
  bht_desk_sign_in (fixture, FALSE);
  bht_mock_tell (fixture->mock, "{\"op\":\"weather\",\"sun\":true}");
  bht_mock_open (fixture->mock, "Ada");
  bht_wait_until (count (fixture, BHC_VIEW_ALL) == 1);
  g_assert_cmpuint (fixture->mock->n_resumes, ==, 1);
}

static void
test_event_without_records_counts (BhtDesk *fixture, gconstpointer data)
{
  bht_desk_sign_in (fixture, FALSE);
  g_ptr_array_add (fixture->mock->log,
                   g_strdup ("{\"op\":\"event\",\"seq\":1,\"type\":\"document.updated\","
                             "\"body\":{\"document\":{\"id\":\"d\"}}}"));
  bht_mock_tell (fixture->mock, fixture->mock->log->pdata[0]);
  bht_mock_open (fixture->mock, "Ada");
  bht_wait_until (count (fixture, BHC_VIEW_ALL) == 1);
  g_assert_cmpuint (fixture->mock->n_resumes, ==, 1);
}

static void
note_cb (BhcDesk *desk, gboolean off, gpointer data)
{
  *(guint *) data += off ? 10 : 1;
}

static void
test_webhook_is_heard_of (BhtDesk *fixture, gconstpointer data)
{
  static const char frame[] = "{\"op\":\"event\",\"seq\":%u,\"type\":\"webhook.updated\","
                              "\"body\":{\"webhook\":{\"id\":\"w1\",\"enabled\":%s,"
                              "\"failing\":true}}}";
  guint noted = 0;

  g_signal_connect (fixture->desk, "webhook-changed", G_CALLBACK (note_cb), &noted);
  bht_desk_sign_in (fixture, FALSE);
  g_ptr_array_add (fixture->mock->log, g_strdup_printf (frame, 1, "true"));
  g_ptr_array_add (fixture->mock->log, g_strdup_printf (frame, 2, "false"));
  bht_mock_tell (fixture->mock, fixture->mock->log->pdata[0]);
  bht_mock_tell (fixture->mock, fixture->mock->log->pdata[1]);
  bht_wait_until (noted == 11);
}

static void
test_renamed_organization_shows (BhtDesk *fixture, gconstpointer data)
{
  bht_desk_sign_in (fixture, FALSE);
  g_ptr_array_add (fixture->mock->log,
                   g_strdup ("{\"op\":\"event\",\"seq\":1,\"type\":\"organization.updated\","
                             "\"body\":{\"organization\":{\"name\":\"New\"}}}"));
  bht_mock_tell (fixture->mock, fixture->mock->log->pdata[0]);
  bht_wait_until (g_strcmp0 (bhc_desk_get_organization_name (fixture->desk), "New") == 0);
}

static void
test_old_answer_does_not_undo_news (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (BhcTranscript) transcript = NULL;
  g_autoptr (BhConversation) old = NULL;
  BhtTalk *talk;

  bht_desk_sign_in (fixture, FALSE);
  talk = bht_mock_get (fixture->mock, id);
  old = bh_conversation_ref (talk->record);
  bht_mock_change (fixture->mock, id, BH_STATUS_RESOLVED, NULL);
  bht_wait_until (count (fixture, BHC_VIEW_RESOLVED) == 1);

  /* The page is answered with the conversation as it was before the event. */
  bh_conversation_unref (talk->record);
  talk->record = g_steal_pointer (&old);
  transcript = bhc_desk_open_transcript (fixture->desk, id);
  bht_wait_until (fixture->mock->n_pages == 1 && !bhc_transcript_get_has_older (transcript));
  g_assert_cmpuint (count (fixture, BHC_VIEW_RESOLVED), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/feed/news-arrives", test_news_arrives);
  BHT_ADD_DESK ("/console/feed/gap-is-asked-for-again", test_gap_is_asked_for_again);
  BHT_ADD_DESK ("/console/feed/duplicate-changes-nothing", test_duplicate_changes_nothing);
  BHT_ADD_DESK ("/console/feed/missed-events-are-replayed", test_missed_events_are_replayed);
  BHT_ADD_DESK ("/console/feed/reset-takes-a-snapshot", test_reset_takes_a_snapshot);
  BHT_ADD_DESK ("/console/feed/reset-while-connected", test_reset_while_connected);
  BHT_ADD_DESK ("/console/feed/is-syncing-until-live", test_is_syncing_until_live);
  BHT_ADD_DESK ("/console/feed/polls-where-sockets-are-blocked",
                test_polls_where_sockets_are_blocked);
  BHT_ADD_DESK ("/console/feed/unreadable-frame-is-survived", test_unreadable_frame_is_survived);
  BHT_ADD_DESK ("/console/feed/unknown-frame-is-ignored", test_unknown_frame_is_ignored);
  BHT_ADD_DESK ("/console/feed/event-without-records-counts", test_event_without_records_counts);
  BHT_ADD_DESK ("/console/feed/webhook-is-heard-of", test_webhook_is_heard_of);
  BHT_ADD_DESK ("/console/feed/renamed-organization-shows", test_renamed_organization_shows);
  BHT_ADD_DESK ("/console/feed/old-answer-undoes-nothing", test_old_answer_does_not_undo_news);

  return g_test_run ();
}
