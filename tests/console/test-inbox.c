/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-conversation-private.h"
#include "console/model/bhc-shelf-private.h"
#include "tests/console/bht-cache.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

/* What a view must be, counted and ordered the plain way. */
static void
assert_view_is_right (BhcShelf *shelf, GHashTable *truth, BhcView view)
{
  GListModel *inbox = G_LIST_MODEL (bhc_shelf_get_inbox (shelf, view));
  GHashTableIter iter;
  BhConversation *record;
  guint expected = 0;
  gint64 above = G_MAXINT64;

  g_hash_table_iter_init (&iter, truth);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    expected += bhc_views_contain (bhc_views_of (record, BHT_OPERATOR), view) ? 1 : 0;

  g_assert_cmpuint (bhc_shelf_get_count (shelf, view), ==, expected);
  g_assert_cmpuint (g_list_model_get_n_items (inbox), ==, expected);
  for (guint i = 0; i < expected; i++)
    {
      g_autoptr (BhcConversation) row = g_list_model_get_item (inbox, i);
      const BhConversation *shown = bhc_conversation_get_record (row);

      record = g_hash_table_lookup (truth, shown->id);
      g_assert_cmpint (shown->seq, ==, record->seq);
      g_assert_true (bhc_views_contain (bhc_views_of (shown, BHT_OPERATOR), view));
      g_assert_cmpint (shown->updated_us, <=, above);
      above = shown->updated_us;
    }
}

/* Follows a list by its signals alone. */
static void
follow_cb (GListModel *model, guint position, guint removed, guint added, GPtrArray *copy)
{
  if (removed > 0)
    g_ptr_array_remove_range (copy, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (copy, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
test_views_follow_random_changes (BhtCache *fixture, gconstpointer data)
{
  static const char *const assignees[] = { NULL, BHT_OPERATOR, BHT_OTHER_OPERATOR };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GHashTable) truth =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bh_conversation_unref);
  g_autoptr (BhcShelf) shelf = bhc_shelf_new ();
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  BhcInbox *all = bhc_shelf_get_inbox (shelf, BHC_VIEW_ALL);

  bhc_shelf_set_cache (shelf, fixture->cache);
  g_signal_connect (all, "items-changed", G_CALLBACK (follow_cb), copy);
  for (guint i = 0; i < 200; i++)
    {
      BhStatus status = (BhStatus) g_rand_int_range (random, 0, 3);
      BhConversation *record = bht_conversation_new (
          (guint) g_rand_int_range (random, 0, 30), i + 1, g_rand_int_range (random, 0, 200),
          status, assignees[g_rand_int_range (random, 0, 3)]);

      g_hash_table_replace (truth, record->id, bh_conversation_ref (record));
      bht_cache_store (fixture, record, NULL);
      if (i % 50 == 0)
        for (guint view = 0; view < BHC_N_VIEWS; view++)
          assert_view_is_right (shelf, truth, view);
    }

  for (guint view = 0; view < BHC_N_VIEWS; view++)
    assert_view_is_right (shelf, truth, view);
  g_assert_cmpuint (copy->len, ==, g_list_model_get_n_items (G_LIST_MODEL (all)));
  for (guint i = 0; i < copy->len; i++)
    {
      g_autoptr (BhcConversation) row = g_list_model_get_item (G_LIST_MODEL (all), i);

      g_assert_true (row == copy->pdata[i]);
    }
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_row_is_one_object_in_all_views (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = bhc_shelf_new ();
  g_autoptr (BhcConversation) one = NULL;
  g_autoptr (BhcConversation) other = NULL;

  bht_cache_store (fixture, bht_conversation_new (1, 1, 100, BH_STATUS_ESCALATED, NULL), NULL);
  bhc_shelf_set_cache (shelf, fixture->cache);
  one = g_list_model_get_item (G_LIST_MODEL (bhc_shelf_get_inbox (shelf, BHC_VIEW_WAITING)), 0);
  other = g_list_model_get_item (G_LIST_MODEL (bhc_shelf_get_inbox (shelf, BHC_VIEW_ALL)), 0);

  g_assert_true (one == other);
  bht_cache_store (fixture, bht_conversation_new (1, 2, 100, BH_STATUS_RESOLVED, NULL), NULL);
  g_assert_cmpint (bhc_conversation_get_record (one)->status, ==, BH_STATUS_RESOLVED);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
count_cb (gpointer object, BhcConversation *conversation, guint *count)
{
  (*count)++;
}

static void
test_handoffs_are_announced_when_current (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = bhc_shelf_new ();
  guint announced = 0;

  g_signal_connect (shelf, "handoff-waiting", G_CALLBACK (count_cb), &announced);
  bhc_shelf_set_cache (shelf, fixture->cache);
  bht_cache_store (fixture, bht_conversation_new (1, 1, 100, BH_STATUS_ESCALATED, NULL), NULL);
  bhc_shelf_set_current (shelf, TRUE);
  g_assert_cmpuint (announced, ==, 0); /* found at start */

  bht_cache_store (fixture, bht_conversation_new (2, 2, 100, BH_STATUS_ESCALATED, NULL), NULL);
  g_assert_cmpuint (announced, ==, 1);
  bht_cache_store (fixture, bht_conversation_new (2, 3, 101, BH_STATUS_ESCALATED, NULL), NULL);
  g_assert_cmpuint (announced, ==, 1); /* waits still */

  bhc_shelf_set_current (shelf, FALSE);
  bht_cache_store (fixture, bht_conversation_new (3, 4, 100, BH_STATUS_ESCALATED, NULL), NULL);
  bht_cache_store (fixture, bht_conversation_new (4, 5, 100, BH_STATUS_ESCALATED, NULL), NULL);
  bht_cache_store (fixture,
                   bht_conversation_new (4, 6, 100, BH_STATUS_ESCALATED, BHT_OTHER_OPERATOR), NULL);
  g_assert_cmpuint (announced, ==, 1);
  bhc_shelf_set_current (shelf, TRUE);
  g_assert_cmpuint (announced, ==, 2); /* 3 waits still, 4 does not */
  bhc_shelf_set_cache (shelf, NULL);
}

/* A sanitizer that walks the stack at every allocation has enough with a tenth. */
#ifdef __SANITIZE_ADDRESS__
#define MANY 10000
#else
#define MANY 100000
#endif

/* A large cache, written in one statement: rows as one conversation's, with ids of their own. */
static void
fill (BhtCache *fixture)
{
  g_autoptr (BhConversation) record = bht_conversation_new (0, 1, 1, BH_STATUS_RESOLVED, NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  g_autoptr (BhDb) db = NULL;
  g_autoptr (GError) error = NULL;

  bh_conversation_write_json (record, &json, NULL);
  text = bh_json_writer_steal (&json);
  bht_cache_close (fixture);
  db = bh_db_open (fixture->path, BH_DB_CACHE, &error);
  g_assert_no_error (error);
  bh_db_exec (db,
              "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < $1 - 1) "
              "INSERT INTO conversation (id, seq, updated_us, views, generation, record) "
              "SELECT printf ('0190a0a0-0000-7000-9000-%012d', i), i + 1, i * 10, $2, 0, "
              "replace ($3, $4, printf ('0190a0a0-0000-7000-9000-%012d', i)) FROM n",
              g_variant_new ("(xxss)", (gint64) MANY, (gint64) bhc_views_of (record, BHT_OPERATOR),
                             text, record->id),
              &error);
  g_assert_no_error (error);
}

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
test_many_rows (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = bhc_shelf_new ();
  GListModel *all = G_LIST_MODEL (bhc_shelf_get_inbox (shelf, BHC_VIEW_ALL));
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 start;
  double first_rows, everything, jump, change;

  fill (fixture);
  start = g_get_monotonic_time ();
  bht_cache_open (fixture);
  bhc_shelf_set_cache (shelf, fixture->cache);
  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (held, g_list_model_get_item (all, i));
  first_rows = ms_since (start);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_ALL), ==, MANY);

  bht_wait_until (g_list_model_get_n_items (all) == MANY);
  everything = ms_since (start);

  start = g_get_monotonic_time ();
  for (guint i = MANY / 2; i < MANY / 2 + 200; i++)
    g_ptr_array_add (held, g_list_model_get_item (all, i));
  jump = ms_since (start);

  start = g_get_monotonic_time ();
  bht_cache_store (fixture,
                   bht_conversation_new (5, MANY + 1, MANY * 10, BH_STATUS_ESCALATED, NULL), NULL);
  change = ms_since (start);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_ALL), ==, MANY);

  g_test_message ("%d conversations: first 30 rows after %.1f ms, all places after %.1f ms, "
                  "a jump of 200 rows %.1f ms, a change %.1f ms",
                  MANY, first_rows, everything, jump, change);
  g_ptr_array_set_size (held, 0);
  bhc_shelf_set_cache (shelf, NULL);
}

/* A list asks for two hundred to show a dozen. */
static void
test_row_is_read_when_asked_about (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = bhc_shelf_new ();
  GListModel *all = G_LIST_MODEL (bhc_shelf_get_inbox (shelf, BHC_VIEW_ALL));
  g_autoptr (BhcConversation) row = NULL;

  bht_cache_store (fixture, bht_conversation_new (1, 1, 10, BH_STATUS_UNRESOLVED, NULL), NULL);
  bhc_shelf_set_cache (shelf, fixture->cache);
  row = g_list_model_get_item (all, 0);
  g_assert_false (bhc_conversation_is_read (row));

  bht_cache_store (fixture, bht_conversation_new (1, 2, 20, BH_STATUS_ESCALATED, NULL), NULL);
  g_assert_false (bhc_conversation_is_read (row));
  g_assert_true (bhc_conversation_is_waiting (row));
  g_assert_true (bhc_conversation_is_read (row));
  g_assert_cmpint (bhc_conversation_get_record (row)->seq, ==, 2);

  bht_cache_store (fixture, bht_conversation_new (1, 3, 30, BH_STATUS_RESOLVED, NULL), NULL);
  g_assert_cmpint (bhc_conversation_get_record (row)->seq, ==, 3);
  bhc_shelf_set_cache (shelf, NULL);
}

#define ADD(name, function)                                                                        \
  g_test_add (name, BhtCache, NULL, bht_cache_set_up, function, bht_cache_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/inbox/views-follow-random-changes", test_views_follow_random_changes);
  ADD ("/console/inbox/row-is-one-object", test_row_is_one_object_in_all_views);
  ADD ("/console/inbox/handoffs-are-announced", test_handoffs_are_announced_when_current);
  ADD ("/console/inbox/row-is-read-when-asked-about", test_row_is_read_when_asked_about);
  ADD ("/console/inbox/many-rows", test_many_rows);

  return g_test_run ();
}
