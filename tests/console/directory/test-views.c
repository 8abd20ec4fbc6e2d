/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/client/cache/bhc-cache-directory.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-cache-looks.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/model/bhc-shelf-private.h"
#include "tests/console/bht-cache.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

#define URGENT "{'id':<'v1'>,'filter':<{'priorities':<['urgent']>}>}"
#define MINE "{'id':<'v2'>,'filter':<{'assignees':<['me']>}>}"
#define LABELLED "{'id':<'v1'>,'filter':<{'labels':<['l1']>}>}"
#define WEEK "{'id':<'v1'>,'filter':<{'since_days':<int64 7>}>}"
#define NEW_URGENT "{'id':<'v9'>,'filter':<{'priorities':<['low']>}>}"

static JsonNode *
parse (const char *text)
{
  return json_from_string (text, NULL);
}

/* @members: what is special, e.g. "\"priority\":\"urgent\"". */
static BhConversation *
make (guint number, gint64 seq, gint64 updated_us, const char *members)
{
  g_autofree char *id = bht_id (number);
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%s\",\"status\":\"escalated\",\"contact\":{\"id\":\"p%u\",\"name\":\"Ada\","
      "\"email\":\"\",\"metadata\":{\"language\":\"de\"}},\"updated_us\":%" G_GINT64_FORMAT
      ",\"seq\":%" G_GINT64_FORMAT "%s%s}",
      id, number, updated_us, seq, *members != '\0' ? "," : "", members);
  g_autoptr (JsonNode) node = parse (text);

  g_assert_nonnull (node);
  return bh_conversation_from_json (json_node_get_object (node), NULL);
}

static void
put (BhtCache *fixture, guint number, gint64 seq, const char *members)
{
  bht_cache_store (fixture, make (number, seq, seq * 100, members), NULL);
}

/* Every @step-th conversation is @special, in one transaction. */
static void
put_many (BhtCache *fixture, guint n, guint step, const char *special, const char *others)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_conversation_unref);
  GAsyncResult *result = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (page, make (i, i + 1, (i + 1) * 100, i % step == 0 ? special : others));
  bhc_cache_apply_conversations_async (fixture->cache, page, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
}

static void
settle (BhtCache *fixture)
{
  bht_wait_until (!bhc_cache_is_looking (fixture->cache));
}

static void
keep (BhtCache *fixture, const char *views)
{
  g_autofree char *text = g_strdup_printf ("{'views':<@aa{sv} [%s]>}", views);
  GVariant *directory = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  g_autoptr (GVariant) owned = directory;
  g_autoptr (GAsyncResult) result = NULL;

  bhc_cache_keep_directory_async (fixture->cache, directory, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  g_assert_true (bhc_cache_keep_directory_finish (fixture->cache, result, NULL));
  settle (fixture);
}

static guint
count_saved (BhcShelf *shelf, const char *id)
{
  gboolean settled = FALSE;
  guint view = bhc_shelf_find_view (shelf, id, &settled);

  g_assert_cmpuint (view, !=, BHC_VIEW_NONE);
  g_assert_true (settled);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, view), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (bhc_shelf_get_inbox (shelf, view))));
  return bhc_shelf_get_count (shelf, view);
}

static BhcShelf *
follow (BhtCache *fixture)
{
  BhcShelf *shelf = bhc_shelf_new ();

  bhc_shelf_set_cache (shelf, fixture->cache);
  settle (fixture);
  return shelf;
}

static void
test_saved_views_are_counted (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = NULL;

  put (fixture, 1, 1, "\"priority\":\"urgent\"");
  put (fixture, 2, 2, "\"assignee\":{\"id\":\"" BHT_OPERATOR "\",\"name\":\"Me\"}");
  shelf = follow (fixture);
  keep (fixture, URGENT "," MINE);
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 1);
  g_assert_cmpuint (count_saved (shelf, "v2"), ==, 1);

  put (fixture, 2, 3, "\"priority\":\"urgent\"");
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 2);
  g_assert_cmpuint (count_saved (shelf, "v2"), ==, 0);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_another_filter_counts_anew (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = NULL;

  put_many (fixture, 1000, 2, "\"priority\":\"urgent\"", "\"labels\":[\"l1\",\"l2\"]");
  put (fixture, 1000, 1001, "\"labels\":[\"l2\"]");
  shelf = follow (fixture);
  keep (fixture, URGENT);
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 500);
  put (fixture, 1000, 1002, "\"labels\":[\"l2\",\"l1\"]");
  keep (fixture, LABELLED);
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 501);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_a_freed_bit_is_given_clean (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);
  gboolean settled;

  put (fixture, 1, 1, "\"priority\":\"urgent\"");
  keep (fixture, URGENT);
  keep (fixture, "");
  g_assert_cmpuint (bhc_shelf_find_view (shelf, "v1", &settled), ==, BHC_VIEW_NONE);
  keep (fixture, NEW_URGENT);
  g_assert_cmpuint (count_saved (shelf, "v9"), ==, 0);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_views_survive_reopening (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = NULL;

  put (fixture, 1, 1, "\"priority\":\"urgent\"");
  keep (fixture, URGENT "," MINE);
  bht_cache_close (fixture);
  bht_cache_open (fixture);
  shelf = follow (fixture);
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 1);
  g_assert_cmpuint (count_saved (shelf, "v2"), ==, 0);
  put (fixture, 2, 2, "\"priority\":\"urgent\"");
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 2);
  bhc_shelf_set_cache (shelf, NULL);
}

/* What was closed in the middle of looking goes on. */
static void
test_looking_goes_on_after_reopening (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (GVariant) directory =
      g_variant_parse (G_VARIANT_TYPE_VARDICT, "{'views':<[" URGENT "]>}", NULL, NULL, NULL);
  g_autoptr (BhcShelf) shelf = NULL;

  put_many (fixture, 900, 1, "\"priority\":\"urgent\"", "");
  settle (fixture);
  bhc_cache_keep_directory_async (fixture->cache, directory, NULL, NULL);
  bht_cache_close (fixture);
  bht_cache_open (fixture);
  shelf = follow (fixture);
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 900);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_time_takes_from_a_view (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);
  gint64 now = bh_clock_now_us ();
  const gint64 edge = 7 * G_TIME_SPAN_DAY;

  keep (fixture, WEEK);
  bht_cache_store (fixture, make (1, 1, now - edge + G_USEC_PER_SEC / 2, ""), NULL);
  bht_cache_store (fixture, make (2, 2, now, ""), NULL);
  bht_cache_store (fixture, make (3, 3, now - 2 * edge, ""), NULL);
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 2);

  bht_wait_until (bh_clock_now_us () > now + G_USEC_PER_SEC / 2);
  bhc_cache_age (fixture->cache);
  bht_wait_until (count_saved (shelf, "v1") == 1);
  bhc_shelf_set_cache (shelf, NULL);
}

/* A clock that was a month ahead for a while. */
static void
test_clock_put_back_gives_to_a_view (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);
  gint64 now = bh_clock_now_us ();

  keep (fixture, WEEK);
  bht_cache_store (fixture, make (1, 1, now, ""), NULL);
  g_assert_cmpuint (count_saved (shelf, "v1"), ==, 1);

  bh_clock_set (now + 30 * G_TIME_SPAN_DAY);
  bhc_cache_age (fixture->cache);
  bht_wait_until (count_saved (shelf, "v1") == 0);
  bh_clock_set (now);
  bhc_cache_age (fixture->cache);
  bht_wait_until (!bhc_cache_is_looking (fixture->cache) && count_saved (shelf, "v1") == 1);
  bh_clock_set (0);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_snoozed_leave_the_open_views (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);

  put (fixture, 1, 1, "\"snoozed_until_us\":99");
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_WAITING), ==, 0);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_UNASSIGNED), ==, 0);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_SNOOZED), ==, 1);
  put (fixture, 1, 2, "\"mentions\":[\"" BHT_OPERATOR "\"]");
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_WAITING), ==, 1);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_SNOOZED), ==, 0);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_MENTIONED), ==, 1);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
count_cb (gpointer object, BhcConversation *conversation, guint *n)
{
  ++*n;
}

static void
test_the_end_of_a_snooze_rings (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);
  guint rung = 0;

  g_signal_connect (shelf, "handoff-waiting", G_CALLBACK (count_cb), &rung);
  bhc_shelf_set_current (shelf, TRUE);
  put (fixture, 1, 1, "\"snoozed_until_us\":99");
  g_assert_cmpuint (rung, ==, 0);
  put (fixture, 1, 2, "");
  g_assert_cmpuint (rung, ==, 1);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
assert_order (BhcInbox *inbox, const char *expected)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (inbox)); i++)
    {
      g_autoptr (BhcConversation) row = g_list_model_get_item (G_LIST_MODEL (inbox), i);
      const char *id = bhc_conversation_get_id (row);

      g_string_append_c (order, id[strlen (id) - 1]);
    }
  g_assert_cmpstr (order->str, ==, expected);
}

static void
test_views_are_sorted (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);
  BhcInbox *all = bhc_shelf_get_inbox (shelf, BHC_VIEW_ALL);

  put (fixture, 1, 1, "\"waiting_since_us\":50");
  put (fixture, 2, 2, "\"priority\":\"urgent\"");
  put (fixture, 3, 3, "\"waiting_since_us\":20,\"priority\":\"low\"");
  put (fixture, 4, 4, "");
  assert_order (all, "4321");
  bhc_inbox_set_sort (all, BHC_SORT_WAITING);
  assert_order (all, "3142");
  bhc_inbox_set_sort (all, BHC_SORT_PRIORITY);
  assert_order (all, "2143");

  put (fixture, 3, 5, "\"waiting_since_us\":20,\"priority\":\"urgent\"");
  assert_order (all, "3214");
  put (fixture, 3, 6, "");
  assert_order (all, "2134");
  bhc_inbox_set_sort (all, BHC_SORT_ACTIVITY);
  assert_order (all, "3421");
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_a_filter_shows_and_follows (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = NULL;
  g_autoptr (BhcFilter) filter = bhc_filter_new ();
  BhcInbox *shown;

  filter->labels = g_strsplit ("l1", ",", -1);
  put_many (fixture, 1500, 500, "\"labels\":[\"l1\"]", "");
  shelf = follow (fixture);
  shown = bhc_shelf_filter (shelf, BHC_VIEW_WAITING, filter);
  bht_wait_until (!bhc_shelf_is_sifting (shelf));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown)), ==, 3);

  put (fixture, 7, 2000, "\"labels\":[\"l1\"]");
  assert_order (shown, "7000");
  put (fixture, 7, 2001, "\"labels\":[\"l1\"],\"status\":\"resolved\"");
  put (fixture, 500, 2002, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown)), ==, 2);
  g_assert_true (bhc_shelf_filter (shelf, BHC_VIEW_RESOLVED, filter) == shown);
  bht_wait_until (!bhc_shelf_is_sifting (shelf));
  assert_order (shown, "7");
  bhc_shelf_set_cache (shelf, NULL);
}

static void
apply (BhtCache *fixture, gint64 seq, const char *type, const char *body)
{
  g_autofree char *text = g_strdup_printf ("{\"op\":\"event\",\"seq\":%" G_GINT64_FORMAT
                                           ",\"type\":\"%s\",\"body\":%s,\"desk\":{}}",
                                           seq, type, body);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
  GAsyncResult *result = NULL;
  BhcFrame *frame = bhc_frame_parse (text, strlen (text), NULL);

  g_assert_nonnull (frame);
  g_ptr_array_add (frames, frame);
  bhc_cache_apply_events_async (fixture->cache, frames, bht_result_cb, &result);
  bht_cache_finish (fixture, &result);
}

static BhConversation *
find (BhtCache *fixture, guint number)
{
  g_autofree char *id = bht_id (number);
  gint64 row;

  return bhc_cache_find_conversation (fixture->cache, id, &row);
}

static void
note_files_cb (BhcCache *cache, BhcChanges *changes, guint *n)
{
  *n += changes->files->len;
}

static void
test_an_erased_conversation_is_forgotten (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);
  g_autofree char *id = bht_id (1);
  g_autofree char *body = g_strdup_printf ("{\"conversation\":{\"id\":\"%s\"}}", id);
  BhMessage fields = { .id = bht_id (77),
                       .conversation_id = g_strdup (id),
                       .seq = 2,
                       .author_name = g_strdup ("Ada"),
                       .body = g_strdup (""),
                       .extra = g_strdup ("{\"attachments\":[{\"id\":\"f\",\"name\":\"a.png\","
                                          "\"media_type\":\"image/png\",\"size\":1}]}") };
  g_autoptr (GPtrArray) messages = NULL;
  guint files = 0;

  g_signal_connect (fixture->cache, "changed", G_CALLBACK (note_files_cb), &files);
  bht_cache_store (fixture, make (1, 1, 100, ""), bh_message_new_take (&fields));
  apply (fixture, 3, "conversation.erased", body);

  g_assert_null (find (fixture, 1));
  messages = bhc_cache_read_messages_before (fixture->cache, id, G_MAXINT64, 50);
  g_assert_cmpuint (messages->len, ==, 0);
  g_assert_cmpuint (files, ==, 1);
  g_assert_cmpuint (bhc_shelf_get_count (shelf, BHC_VIEW_ALL), ==, 0);
  apply (fixture, 4, "conversation.erased", body);
  bhc_shelf_set_cache (shelf, NULL);
}

static void
test_an_erased_contact_takes_all_along (BhtCache *fixture, gconstpointer data)
{
  g_autofree char *id = bht_id (2);
  g_autofree char *body = g_strdup_printf (
      "{\"contact\":{\"id\":\"p1\"},\"into\":null,\"conversations\":[\"%s\",7]}", id);
  g_autoptr (BhConversation) kept = NULL;

  put (fixture, 1, 1, "");
  put (fixture, 2, 2, "");
  put (fixture, 3, 3, "");
  apply (fixture, 4, "contact.erased", body);
  g_assert_null (find (fixture, 1));
  g_assert_null (find (fixture, 2));
  kept = find (fixture, 3);
  g_assert_nonnull (kept);
}

static void
test_a_merged_contact_is_the_other (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhConversation) merged = NULL;
  g_autoptr (BhConversation) told = NULL;

  put (fixture, 1, 1, "");
  apply (fixture, 2, "contact.erased",
         "{\"contact\":{\"id\":\"p1\"},\"into\":\"p9\",\"conversations\":[]}");
  merged = find (fixture, 1);
  g_assert_cmpstr (merged->contact_id, ==, "p9");

  apply (fixture, 3, "contact.updated",
         "{\"contact\":{\"id\":\"p9\",\"name\":\"Grace\",\"email\":\"g@example.org\","
         "\"blocked\":true}}");
  told = find (fixture, 1);
  g_assert_cmpstr (told->contact_name, ==, "Grace");
  g_assert_true (told->contact_blocked);
  g_assert_nonnull (told->contact_metadata); /* was not told: stays */
  g_assert_cmpint (told->seq, ==, 1);
}

static void
test_an_updated_contact_shows_in_rows (BhtCache *fixture, gconstpointer data)
{
  g_autoptr (BhcShelf) shelf = follow (fixture);
  g_autoptr (BhcConversation) row = NULL;

  put (fixture, 1, 1, "");
  row = g_list_model_get_item (G_LIST_MODEL (bhc_shelf_get_inbox (shelf, BHC_VIEW_ALL)), 0);
  apply (fixture, 2, "contact.updated", "{\"contact\":{\"id\":\"p1\",\"name\":\"Grace\"}}");
  g_assert_cmpstr (bhc_conversation_get_name (row), ==, "Grace");
  bhc_shelf_set_cache (shelf, NULL);
}

#define ADD(name, function)                                                                        \
  g_test_add (name, BhtCache, NULL, bht_cache_set_up, function, bht_cache_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/views/saved-ones-are-counted", test_saved_views_are_counted);
  ADD ("/console/views/another-filter-counts-anew", test_another_filter_counts_anew);
  ADD ("/console/views/freed-bit-is-given-clean", test_a_freed_bit_is_given_clean);
  ADD ("/console/views/survive-reopening", test_views_survive_reopening);
  ADD ("/console/views/looking-goes-on", test_looking_goes_on_after_reopening);
  ADD ("/console/views/time-takes-away", test_time_takes_from_a_view);
  ADD ("/console/views/clock-put-back-gives-again", test_clock_put_back_gives_to_a_view);
  ADD ("/console/views/snoozed-leave", test_snoozed_leave_the_open_views);
  ADD ("/console/views/end-of-a-snooze-rings", test_the_end_of_a_snooze_rings);
  ADD ("/console/views/sorted", test_views_are_sorted);
  ADD ("/console/views/filter-shows-and-follows", test_a_filter_shows_and_follows);
  ADD ("/console/erase/conversation", test_an_erased_conversation_is_forgotten);
  ADD ("/console/erase/contact", test_an_erased_contact_takes_all_along);
  ADD ("/console/erase/merged-contact", test_a_merged_contact_is_the_other);
  ADD ("/console/erase/updated-contact", test_an_updated_contact_shows_in_rows);

  return g_test_run ();
}
