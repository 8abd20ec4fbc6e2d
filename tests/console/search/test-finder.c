/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Searching all that the cache holds. */
#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-directory.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-erase.h"
#include "console/client/cache/bhc-write.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"
#include "tests/console/search/finder-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- facts ---- */

static void
test_new_messages_are_found (FinderFixture *fixture, gconstpointer data)
{
  finder_say (fixture, 1, 3, "My bicycle has a flat tyre");
  finder_say (fixture, 2, 7, "A tyre costs how much?");
  finder_assert_finds (fixture, "tyre", "7 3");
  finder_assert_finds (fixture, "bicy tyre", "3");
  finder_assert_finds (fixture, "\"flat tyre\"", "3");
  finder_assert_finds (fixture, "tyre -bicycle", "7");
  finder_assert_finds (fixture, "TÝRE", "7 3");
}

static void
test_old_messages_are_found (FinderFixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);

  for (guint i = 1; i <= 700; i++)
    finder_say (fixture, i % 5, i, i % 100 == 0 ? "rare words" : "words");
  finder_stop (fixture);
  g_unlink (index);
  finder_start (fixture);
  finder_assert_finds (fixture, "rare", "700 600 500 400 300 200 100");
}

static void
test_pages_join (FinderFixture *fixture, gconstpointer data)
{
  g_autoptr (BhcFindPage) page = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) numbers = NULL;

  for (guint i = 1; i <= 100; i++)
    finder_say (fixture, 1, i, "again and again");
  finder_wait_for (fixture, finder_contacts, "visitor 1", "Visitor 1");
  finder_assert_finds (fixture, "again has:note", "");
  do
    {
      g_free (all);
      all = finder_find (fixture, "again");
      g_clear_pointer (&numbers, g_strfreev);
      numbers = g_strsplit (all, " ", -1);
    }
  while (g_strv_length (numbers) < 100);
  g_assert_cmpuint (g_strv_length (numbers), ==, 100);
  page = finder_page (fixture, "again", 0, NULL);
  g_assert_cmpuint (page->hits->len, ==, BHC_FIND_PAGE);
  g_assert_cmpint (page->below_seq, ==, 71);
}

static void
test_erased_is_gone (FinderFixture *fixture, gconstpointer data)
{
  BhcFrame *frame = g_new0 (BhcFrame, 1);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
  g_autofree char *id = bht_id (1);
  GAsyncResult *result = NULL;

  finder_say (fixture, 1, 3, "secretword");
  finder_say (fixture, 2, 4, "another secretword");
  finder_assert_finds (fixture, "secretword", "4 3");
  frame->op = BHC_FRAME_EVENT;
  frame->seq = 2;
  frame->erasure.contact_id = g_steal_pointer (&id);
  g_ptr_array_add (frames, frame);
  bhc_cache_apply_events_async (fixture->cache.cache, frames, bht_result_cb, &result);
  bht_cache_finish (&fixture->cache, &result);
  finder_assert_finds (fixture, "secretword", "4");
  finder_wait_for (fixture, finder_contacts, "visitor", "Visitor 2");

  finder_say (fixture, 3, 10, "in the row that became free");
  finder_assert_finds (fixture, "free", "10");
}

static gboolean
forget_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_write_forget_messages (write, error);
}

static void
test_snapshot_begins_anew (FinderFixture *fixture, gconstpointer data)
{
  finder_say (fixture, 1, 3, "before the snapshot");
  finder_assert_finds (fixture, "before", "3");
  finder_run (fixture, forget_job, NULL);
  finder_assert_finds (fixture, "before", "");
  finder_say (fixture, 1, 2, "put back to a backup");
  finder_assert_finds (fixture, "backup", "2");
}

static void
test_damaged_index_is_made_anew (FinderFixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);
  const char *garbage = "this is no database, and it is long enough to be taken for one";

  finder_say (fixture, 1, 3, "before the damage");
  finder_assert_finds (fixture, "damage", "3");
  finder_stop (fixture);
  g_assert_true (g_file_set_contents (index, garbage, -1, NULL));
  finder_start (fixture);
  finder_assert_finds (fixture, "damage", "3");
}

/* Pages in the middle of the file are garbage: it opens, and fails while it is searched. */
static void
test_damage_inside_is_mended (FinderFixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  for (guint i = 1; i <= 300; i++)
    finder_say (fixture, 1, i, i == 150 ? "needle" : "hay hay hay");
  finder_assert_finds (fixture, "needle", "150");
  finder_stop (fixture);
  g_assert_true (g_file_get_contents (index, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 8 * 4096);
  memset (bytes + 4 * 4096, 0x5a, length - 4 * 4096);
  g_assert_true (g_file_set_contents (index, bytes, (gssize) length, NULL));
  g_test_expect_message ("bhc-finder", G_LOG_LEVEL_MESSAGE, "*made anew*");
  finder_start (fixture);
  for (gboolean found = FALSE; !found;)
    {
      g_autoptr (BhcFindPage) page = finder_page (fixture, "needle", 0, NULL);

      found = page != NULL && page->hits->len == 1;
    }
  g_test_assert_expected_messages ();
}

static void
test_another_owner_finds_nothing (FinderFixture *fixture, gconstpointer data)
{
  finder_say (fixture, 1, 3, "not for everybody");
  finder_assert_finds (fixture, "everybody", "3");
  finder_stop (fixture);
  bht_cache_close (&fixture->cache);
  bh_operator_unref (fixture->cache.me);
  fixture->cache.me = bht_operator_new (BHT_OTHER_OPERATOR);
  bht_cache_open (&fixture->cache);
  finder_start (fixture);
  finder_say (fixture, 1, 5, "for the next one");
  finder_assert_finds (fixture, "one", "5");
  finder_assert_finds (fixture, "everybody", "");
}

static void
test_removing_leaves_nothing (FinderFixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);
  g_autofree char *other = g_build_filename (fixture->cache.directory, "other.db", NULL);

  finder_say (fixture, 1, 3, "gone");
  finder_assert_finds (fixture, "gone", "3");
  finder_stop (fixture);
  bht_cache_close (&fixture->cache);
  g_assert_true (g_file_test (index, G_FILE_TEST_EXISTS));
  bhc_cache_file_remove (fixture->cache.path);
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
  bht_cache_open (&fixture->cache);
  finder_start (fixture);
}

static void
test_contacts_by_name_and_address (FinderFixture *fixture, gconstpointer data)
{
  finder_say (fixture, 1, 3, "one");
  finder_say (fixture, 22, 4, "two");
  finder_wait_for (fixture, finder_contacts, "visitor", "Visitor 22, Visitor 1");
  finder_wait_for (fixture, finder_contacts, "visitor 2", "Visitor 22");
  finder_wait_for (fixture, finder_contacts, "ada@exam", "Visitor 22, Visitor 1");
  finder_wait_for (fixture, finder_contacts, "nobody", "");
}

static void
test_operators (FinderFixture *fixture, gconstpointer data)
{
  finder_say (fixture, 1, 3, "hello");
  bht_cache_store (&fixture->cache,
                   bht_conversation_new (2, 4, 400, BH_STATUS_RESOLVED, BHT_OPERATOR),
                   bht_message_new (2, 4, "hello again"));
  finder_assert_finds (fixture, "hello", "4 3");
  finder_assert_finds (fixture, "status:resolved", "4");
  finder_assert_finds (fixture, "hello -status:resolved", "3");
  finder_assert_finds (fixture, "assignee:me", "4");
  finder_assert_finds (fixture, "assignee:none hello", "3");
  finder_assert_finds (fixture, "from:visitor", "4 3");
  finder_assert_finds (fixture, "from:me", "");
  finder_assert_finds (fixture, "contact:\"visitor 2\"", "4");
  finder_assert_finds (fixture, "contact:nobody", "");
  finder_assert_finds (fixture, "channel:widget status:unresolved", "3");
  finder_assert_finds (fixture, "before:1970-01-02", "4 3");
  finder_assert_finds (fixture, "after:1970-01-02", "");
  finder_assert_finds (fixture, "has:attachment", "");
}

static void
test_names_of_the_directory (FinderFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) directory = g_variant_ref_sink (g_variant_new_parsed (
      "{'operators': <[{'id': <%s>, 'name': <'Zoë Quick'>}]>, 'teams': <@aa{sv} []>, "
      "'labels': <@aa{sv} []>, 'views': <@aa{sv} []>}",
      BHT_OTHER_OPERATOR));
  GAsyncResult *result = NULL;

  bhc_cache_keep_directory_async (fixture->cache.cache, directory, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  g_clear_object (&result);
  bht_cache_store (&fixture->cache,
                   bht_conversation_new (1, 3, 300, BH_STATUS_ESCALATED, BHT_OTHER_OPERATOR),
                   bht_message_new (1, 3, "hello"));
  finder_assert_finds (fixture, "assignee:zoe", "3");
  finder_assert_finds (fixture, "assignee:quick", "3");
  finder_assert_finds (fixture, "assignee:uick", "");
}

static void
test_hostile_words_are_only_words (FinderFixture *fixture, gconstpointer data)
{
  static const char *const hostile[] = {
    "\"",
    "a\" OR \"b",
    "NEAR(a b)",
    "body:x",
    "*",
    "^a",
    "a* AND b*",
    "-",
    "-\"",
    "(",
    "'; DROP",
    "\\",
    "%",
    "{a}",
    "a -a",
    "+a",
    "\xe2\x80\x8b",
    "a\tb\nc",
    "AND OR",
    "from:\"",
    "has:note -has:note",
  };

  finder_say (fixture, 1, 3, "a b and or near body x drop");
  finder_assert_finds (fixture, "near", "3");
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BhcFindPage) page = finder_page (fixture, hostile[i], 0, &error);

      if (page == NULL)
        g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
    }
}

static void
test_invalid_says_why (FinderFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (finder_page (fixture, "status:lost", 0, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "status"));
}

static void
test_cancelled_ends (FinderFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;

  finder_say (fixture, 1, 3, "word");
  bhc_finder_find_async (fixture->finder, "word", zone, 0, cancellable, bht_result_cb, &result);
  g_cancellable_cancel (cancellable);
  bht_wait_until (result != NULL);
  g_assert_null (bhc_finder_find_finish (fixture->finder, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  finder_assert_finds (fixture, "word", "3");
}

static gboolean
count_log_job (BhcWrite *write, gpointer data, GError **error)
{
  g_autoptr (GVariant) row =
      bh_db_query_row (write->db, "(x)", "SELECT COUNT (*) FROM find_log", NULL, error);

  g_variant_get (row, "(x)", data);
  return TRUE;
}

static void
test_log_does_not_grow (FinderFixture *fixture, gconstpointer data)
{
  gint64 n = -1;

  finder_say (fixture, 1, 3, "word");
  finder_assert_finds (fixture, "word", "3");
  while (n != 0)
    finder_run (fixture, count_log_job, &n);
}

#define FACT(path, func)                                                                           \
  g_test_add (path, FinderFixture, NULL, finder_set_up, func, finder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FACT ("/console/finder/new-messages-are-found", test_new_messages_are_found);
  FACT ("/console/finder/old-messages-are-found", test_old_messages_are_found);
  FACT ("/console/finder/pages-join", test_pages_join);
  FACT ("/console/finder/erased-is-gone", test_erased_is_gone);
  FACT ("/console/finder/snapshot-begins-anew", test_snapshot_begins_anew);
  FACT ("/console/finder/damaged-index-is-made-anew", test_damaged_index_is_made_anew);
  FACT ("/console/finder/damage-inside-is-mended", test_damage_inside_is_mended);
  FACT ("/console/finder/another-owner-finds-nothing", test_another_owner_finds_nothing);
  FACT ("/console/finder/removing-leaves-nothing", test_removing_leaves_nothing);
  FACT ("/console/finder/contacts-by-name-and-address", test_contacts_by_name_and_address);
  FACT ("/console/finder/operators", test_operators);
  FACT ("/console/finder/names-of-the-directory", test_names_of_the_directory);
  FACT ("/console/finder/hostile-words-are-only-words", test_hostile_words_are_only_words);
  FACT ("/console/finder/invalid-says-why", test_invalid_says_why);
  FACT ("/console/finder/cancelled-ends", test_cancelled_ends);
  FACT ("/console/finder/log-does-not-grow", test_log_does_not_grow);
  return g_test_run ();
}
