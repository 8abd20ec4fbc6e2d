/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-cache-read.h"
#include "tests/console/bht-cache.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

static BhcFrame *
event_new (gint64 seq, BhConversation *conversation, BhMessage *message)
{
  BhcFrame *frame = g_new0 (BhcFrame, 1);

  frame->op = BHC_FRAME_EVENT;
  frame->seq = seq;
  frame->conversation = conversation;
  frame->message = message;

  return frame;
}

static void
apply (BhtCache *fixture, BhcFrame *frame)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
  GAsyncResult *result = NULL;

  g_ptr_array_add (frames, frame);
  bhc_cache_apply_events_async (fixture->cache, frames, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
}

static gint64
stored_seq (BhtCache *fixture, guint number)
{
  g_autofree char *id = bht_id (number);
  gint64 row;
  g_autoptr (BhConversation) record = bhc_cache_find_conversation (fixture->cache, id, &row);

  return record != NULL ? record->seq : -1;
}

static void
test_keeps_the_higher_revision (BhtCache *fixture, gconstpointer data)
{
  bht_cache_store (fixture, bht_conversation_new (1, 7, 100, BH_STATUS_UNRESOLVED, NULL), NULL);
  bht_cache_store (fixture, bht_conversation_new (1, 5, 100, BH_STATUS_RESOLVED, NULL), NULL);
  g_assert_cmpint (stored_seq (fixture, 1), ==, 7);

  bht_cache_store (fixture, bht_conversation_new (1, 9, 100, BH_STATUS_RESOLVED, NULL), NULL);
  g_assert_cmpint (stored_seq (fixture, 1), ==, 9);
}

static void
test_event_is_applied_once (BhtCache *fixture, gconstpointer data)
{
  g_autofree char *id = bht_id (1);
  g_autoptr (GPtrArray) messages = NULL;

  for (guint i = 0; i < 2; i++)
    apply (fixture, event_new (3, bht_conversation_new (1, 3, 100, BH_STATUS_UNRESOLVED, NULL),
                               bht_message_new (1, 3, "once")));

  messages = bhc_cache_read_messages_before (fixture->cache, id, G_MAXINT64, 50);
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpint (bhc_cache_read_seq (fixture->cache), ==, 3);
}

static void
test_survives_reopening (BhtCache *fixture, gconstpointer data)
{
  apply (fixture, event_new (3, bht_conversation_new (1, 3, 100, BH_STATUS_UNRESOLVED, NULL),
                             bht_message_new (1, 3, "kept")));
  bht_cache_close (fixture);
  bht_cache_open (fixture);

  g_assert_cmpint (bhc_cache_read_seq (fixture->cache), ==, 3);
  g_assert_cmpint (stored_seq (fixture, 1), ==, 3);
  g_assert_cmpstr (bhc_cache_get_operator (fixture->cache)->name, ==, "Me");
  g_assert_cmpstr (bhc_cache_get_organization (fixture->cache), ==, "Acme");
}

static void
test_another_operator_finds_nothing (BhtCache *fixture, gconstpointer data)
{
  bht_cache_store (fixture, bht_conversation_new (1, 3, 100, BH_STATUS_UNRESOLVED, NULL), NULL);
  bht_cache_close (fixture);
  bh_operator_unref (fixture->me);
  fixture->me = bht_operator_new (BHT_OTHER_OPERATOR);
  bht_cache_open (fixture);

  g_assert_cmpint (stored_seq (fixture, 1), ==, -1);
}

static void
test_without_owner_is_not_found (BhtCache *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "new.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (bhc_cache_open (path, NULL, NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_NOT_FOUND);
}

static void
test_damaged_file_is_begun_anew (BhtCache *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".aside", NULL);

  bht_cache_close (fixture);
  g_file_set_contents (fixture->path, "this is no database, and long enough to be looked at", -1,
                       NULL);
  bht_cache_open (fixture);

  g_assert_cmpint (bhc_cache_read_seq (fixture->cache), ==, -1);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
write_outgoing (BhtCache *fixture, const char *id, guint conversation, const char *body)
{
  g_autofree char *where = bht_id (conversation);
  GAsyncResult *result = NULL;

  bhc_cache_add_outgoing_async (fixture->cache,
                                bhc_outgoing_new (id, where, BH_MESSAGE_TEXT, body, 1, NULL),
                                bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
}

static void
test_newer_file_is_begun_anew_but_for_the_outbox (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhDb) db = NULL;
  g_autoptr (GPtrArray) outbox = NULL;

  write_outgoing (fixture, "m1", 1, "still to be sent");
  bht_cache_close (fixture);
  db = bh_db_open (fixture->path, BH_DB_CACHE, NULL);
  g_assert_true (bh_db_script (db, "INSERT INTO schema_migration VALUES (999, 1)", NULL));
  g_clear_pointer (&db, bh_db_close);
  bht_cache_open (fixture);

  outbox = bhc_cache_read_outbox (fixture->cache, NULL);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpstr (((BhcOutgoing *) outbox->pdata[0])->body, ==, "still to be sent");
}

static void
test_stored_message_leaves_the_outbox (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) outbox = NULL;
  g_autoptr (BhMessage) message = bht_message_new (1, 4, "sent");

  write_outgoing (fixture, message->id, 1, "sent");
  apply (fixture, event_new (4, bht_conversation_new (1, 4, 100, BH_STATUS_UNRESOLVED, NULL),
                             g_steal_pointer (&message)));

  outbox = bhc_cache_read_outbox (fixture->cache, NULL);
  g_assert_cmpuint (outbox->len, ==, 0);
}

static void
apply_page (BhtCache *fixture, gint64 before, gint64 first, gint64 last, gboolean more)
{
  g_autofree char *id = bht_id (1);
  BhcPage *page = bhc_page_new (id, before);
  GAsyncResult *result = NULL;

  page->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);
  page->more = more;
  for (gint64 seq = first; seq <= last; seq++)
    g_ptr_array_add (page->messages, bht_message_new (1, seq, "page"));
  bhc_cache_apply_page_async (fixture->cache, page, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
}

static void
test_pages_join_without_holes (BhtCache *fixture, gconstpointer data)
{
  g_autofree char *id = bht_id (1);
  g_autoptr (GPtrArray) all = NULL;

  bht_cache_store (fixture, bht_conversation_new (1, 30, 100, BH_STATUS_UNRESOLVED, NULL), NULL);
  g_assert_cmpint (bhc_cache_read_complete_from (fixture->cache, id), ==, -1);
  apply_page (fixture, 0, 21, 30, TRUE);
  g_assert_cmpint (bhc_cache_read_complete_from (fixture->cache, id), ==, 21);
  apply_page (fixture, 15, 5, 14, TRUE); /* asked for before something was reset */
  g_assert_cmpint (bhc_cache_read_complete_from (fixture->cache, id), ==, 21);
  apply_page (fixture, 21, 1, 20, FALSE);
  g_assert_cmpint (bhc_cache_read_complete_from (fixture->cache, id), ==, 0);

  all = bhc_cache_read_messages_before (fixture->cache, id, G_MAXINT64, 100);
  g_assert_cmpuint (all->len, ==, 30);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (((BhMessage *) all->pdata[i])->seq, ==, i + 1);
}

static void
test_snapshot_drops_what_it_does_not_see (BhtCache *fixture, gconstpointer data)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_conversation_unref);
  GAsyncResult *result = NULL;

  bht_cache_store (fixture, bht_conversation_new (1, 30, 100, BH_STATUS_UNRESOLVED, NULL), NULL);
  bht_cache_store (fixture, bht_conversation_new (2, 31, 101, BH_STATUS_UNRESOLVED, NULL), NULL);

  bhc_cache_begin_snapshot_async (fixture->cache, FALSE, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
  /* Of an older revision: the daemon was put back to a backup. */
  g_ptr_array_add (page, bht_conversation_new (2, 12, 90, BH_STATUS_RESOLVED, NULL));
  bhc_cache_apply_conversations_async (fixture->cache, page, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
  bhc_cache_end_snapshot_async (fixture->cache, 12, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);

  g_assert_cmpint (stored_seq (fixture, 1), ==, -1);
  g_assert_cmpint (stored_seq (fixture, 2), ==, 12);
  g_assert_cmpint (bhc_cache_read_seq (fixture->cache), ==, 12);
}

#define ADD(name, function)                                                                        \
  g_test_add (name, BhtCache, NULL, bht_cache_set_up, function, bht_cache_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/cache/keeps-the-higher-revision", test_keeps_the_higher_revision);
  ADD ("/console/cache/event-is-applied-once", test_event_is_applied_once);
  ADD ("/console/cache/survives-reopening", test_survives_reopening);
  ADD ("/console/cache/another-operator-finds-nothing", test_another_operator_finds_nothing);
  ADD ("/console/cache/without-owner-is-not-found", test_without_owner_is_not_found);
  ADD ("/console/cache/damaged-file-is-begun-anew", test_damaged_file_is_begun_anew);
  ADD ("/console/cache/newer-file-keeps-the-outbox",
       test_newer_file_is_begun_anew_but_for_the_outbox);
  ADD ("/console/cache/stored-message-leaves-the-outbox", test_stored_message_leaves_the_outbox);
  ADD ("/console/cache/pages-join-without-holes", test_pages_join_without_holes);
  ADD ("/console/cache/snapshot-drops-the-unseen", test_snapshot_drops_what_it_does_not_see);

  return g_test_run ();
}
