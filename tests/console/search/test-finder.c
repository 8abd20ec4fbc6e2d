/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Searching all that the cache holds. */
#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-directory.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-erase.h"
#include "console/client/cache/bhc-write.h"
#include "console/client/cache/find/bhc-finder.h"
#include "tests/console/bht-cache.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  BhtCache cache;
  BhcFinder *finder;
} Fixture;

static void
start (Fixture *fixture)
{
  fixture->finder = bhc_finder_new (fixture->cache.cache);
}

static void
stop (Fixture *fixture)
{
  bhc_finder_close (fixture->finder);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->finder);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  bht_cache_set_up (&fixture->cache, data);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (fixture);
  bht_cache_tear_down (&fixture->cache, data);
}

static BhcFindPage *
find_page (Fixture *fixture, const char *text, gint64 below_seq, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  bhc_finder_find_async (fixture->finder, text, zone, below_seq, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  return bhc_finder_find_finish (fixture->finder, result, error);
}

/* The numbers of what is found, newest first: “7 3”. */
static char *
find (Fixture *fixture, const char *text)
{
  GString *found = g_string_new (NULL);
  gint64 below = 0;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BhcFindPage) page = find_page (fixture, text, below, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->hits->len; i++)
        g_string_append_printf (found, "%s%" G_GINT64_FORMAT, found->len > 0 ? " " : "",
                                ((BhcFindHit *) page->hits->pdata[i])->message->seq);
      below = page->below_seq;
    }
  while (below > 0);

  return g_string_free (found, FALSE);
}

static char *
find_contacts (Fixture *fixture, const char *text)
{
  g_autoptr (BhcFindPage) page = find_page (fixture, text, 0, NULL);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < page->contacts->len; i++)
    g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "",
                            ((BhcFindContact *) page->contacts->pdata[i])->name);
  return g_string_free (found, FALSE);
}

/* The index follows a moment behind. */
#define wait_for(fixture, ask, text, expected)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = ask (fixture, text);                                                  \
    gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                               \
    while (!g_str_equal (found, expected) && g_get_monotonic_time () < deadline)                   \
      {                                                                                            \
        g_main_context_iteration (NULL, FALSE);                                                    \
        g_free (found);                                                                            \
        found = ask (fixture, text);                                                               \
      }                                                                                            \
    g_assert_cmpstr (found, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

#define assert_finds(fixture, text, expected) wait_for (fixture, find, text, expected)

static void
say (Fixture *fixture, guint conversation, gint64 seq, const char *body)
{
  bht_cache_store (&fixture->cache,
                   bht_conversation_new (conversation, seq, seq * 100, BH_STATUS_UNRESOLVED, NULL),
                   bht_message_new (conversation, seq, body));
}

static void
run (Fixture *fixture, BhcCacheJob job, gpointer data)
{
  GAsyncResult *result = NULL;

  bhc_cache_run_async (fixture->cache.cache, job, data, NULL, bht_result_cb, &result);
  bht_cache_finish (&fixture->cache, &result);
}

/* ---- facts ---- */

static void
test_new_messages_are_found (Fixture *fixture, gconstpointer data)
{
  say (fixture, 1, 3, "My bicycle has a flat tyre");
  say (fixture, 2, 7, "A tyre costs how much?");
  assert_finds (fixture, "tyre", "7 3");
  assert_finds (fixture, "bicy tyre", "3");
  assert_finds (fixture, "\"flat tyre\"", "3");
  assert_finds (fixture, "tyre -bicycle", "7");
  assert_finds (fixture, "TÝRE", "7 3");
}

static void
test_old_messages_are_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);

  for (guint i = 1; i <= 700; i++)
    say (fixture, i % 5, i, i % 100 == 0 ? "rare words" : "words");
  stop (fixture);
  g_unlink (index);
  start (fixture);
  assert_finds (fixture, "rare", "700 600 500 400 300 200 100");
}

static void
test_pages_join (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcFindPage) page = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) numbers = NULL;

  for (guint i = 1; i <= 100; i++)
    say (fixture, 1, i, "again and again");
  wait_for (fixture, find_contacts, "visitor 1", "Visitor 1");
  assert_finds (fixture, "again has:note", "");
  do
    {
      g_free (all);
      all = find (fixture, "again");
      g_clear_pointer (&numbers, g_strfreev);
      numbers = g_strsplit (all, " ", -1);
    }
  while (g_strv_length (numbers) < 100);
  g_assert_cmpuint (g_strv_length (numbers), ==, 100);
  page = find_page (fixture, "again", 0, NULL);
  g_assert_cmpuint (page->hits->len, ==, BHC_FIND_PAGE);
  g_assert_cmpint (page->below_seq, ==, 71);
}

static void
test_erased_is_gone (Fixture *fixture, gconstpointer data)
{
  BhcFrame *frame = g_new0 (BhcFrame, 1);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
  g_autofree char *id = bht_id (1);
  GAsyncResult *result = NULL;

  say (fixture, 1, 3, "secretword");
  say (fixture, 2, 4, "another secretword");
  assert_finds (fixture, "secretword", "4 3");
  frame->op = BHC_FRAME_EVENT;
  frame->seq = 2;
  frame->erasure.contact_id = g_steal_pointer (&id);
  g_ptr_array_add (frames, frame);
  bhc_cache_apply_events_async (fixture->cache.cache, frames, bht_result_cb, &result);
  bht_cache_finish (&fixture->cache, &result);
  assert_finds (fixture, "secretword", "4");
  wait_for (fixture, find_contacts, "visitor", "Visitor 2");

  say (fixture, 3, 10, "in the row that became free");
  assert_finds (fixture, "free", "10");
}

static gboolean
forget_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_write_forget_messages (write, error);
}

static void
test_snapshot_begins_anew (Fixture *fixture, gconstpointer data)
{
  say (fixture, 1, 3, "before the snapshot");
  assert_finds (fixture, "before", "3");
  run (fixture, forget_job, NULL);
  assert_finds (fixture, "before", "");
  say (fixture, 1, 2, "put back to a backup");
  assert_finds (fixture, "backup", "2");
}

static void
test_damaged_index_is_made_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);
  const char *garbage = "this is no database, and it is long enough to be taken for one";

  say (fixture, 1, 3, "before the damage");
  assert_finds (fixture, "damage", "3");
  stop (fixture);
  g_assert_true (g_file_set_contents (index, garbage, -1, NULL));
  start (fixture);
  assert_finds (fixture, "damage", "3");
}

/* Pages in the middle of the file are garbage: it opens, and fails while it is searched. */
static void
test_damage_inside_is_mended (Fixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  for (guint i = 1; i <= 300; i++)
    say (fixture, 1, i, i == 150 ? "needle" : "hay hay hay");
  assert_finds (fixture, "needle", "150");
  stop (fixture);
  g_assert_true (g_file_get_contents (index, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 8 * 4096);
  memset (bytes + 4 * 4096, 0x5a, length - 4 * 4096);
  g_assert_true (g_file_set_contents (index, bytes, (gssize) length, NULL));
  g_test_expect_message ("bhc-finder", G_LOG_LEVEL_MESSAGE, "*made anew*");
  start (fixture);
  for (gboolean found = FALSE; !found;)
    {
      g_autoptr (BhcFindPage) page = find_page (fixture, "needle", 0, NULL);

      found = page != NULL && page->hits->len == 1;
    }
  g_test_assert_expected_messages ();
}

static void
test_another_owner_finds_nothing (Fixture *fixture, gconstpointer data)
{
  say (fixture, 1, 3, "not for everybody");
  assert_finds (fixture, "everybody", "3");
  stop (fixture);
  bht_cache_close (&fixture->cache);
  bh_operator_unref (fixture->cache.me);
  fixture->cache.me = bht_operator_new (BHT_OTHER_OPERATOR);
  bht_cache_open (&fixture->cache);
  start (fixture);
  say (fixture, 1, 5, "for the next one");
  assert_finds (fixture, "one", "5");
  assert_finds (fixture, "everybody", "");
}

static void
test_removing_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *index = g_strconcat (fixture->cache.path, ".find", NULL);
  g_autofree char *other = g_build_filename (fixture->cache.directory, "other.db", NULL);

  say (fixture, 1, 3, "gone");
  assert_finds (fixture, "gone", "3");
  stop (fixture);
  bht_cache_close (&fixture->cache);
  g_assert_true (g_file_test (index, G_FILE_TEST_EXISTS));
  bhc_cache_remove (fixture->cache.path);
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
  bht_cache_open (&fixture->cache);
  start (fixture);
}

static void
test_contacts_by_name_and_address (Fixture *fixture, gconstpointer data)
{
  say (fixture, 1, 3, "one");
  say (fixture, 22, 4, "two");
  wait_for (fixture, find_contacts, "visitor", "Visitor 22, Visitor 1");
  wait_for (fixture, find_contacts, "visitor 2", "Visitor 22");
  wait_for (fixture, find_contacts, "ada@exam", "Visitor 22, Visitor 1");
  wait_for (fixture, find_contacts, "nobody", "");
}

static void
test_operators (Fixture *fixture, gconstpointer data)
{
  say (fixture, 1, 3, "hello");
  bht_cache_store (&fixture->cache,
                   bht_conversation_new (2, 4, 400, BH_STATUS_RESOLVED, BHT_OPERATOR),
                   bht_message_new (2, 4, "hello again"));
  assert_finds (fixture, "hello", "4 3");
  assert_finds (fixture, "status:resolved", "4");
  assert_finds (fixture, "hello -status:resolved", "3");
  assert_finds (fixture, "assignee:me", "4");
  assert_finds (fixture, "assignee:none hello", "3");
  assert_finds (fixture, "from:visitor", "4 3");
  assert_finds (fixture, "from:me", "");
  assert_finds (fixture, "contact:\"visitor 2\"", "4");
  assert_finds (fixture, "contact:nobody", "");
  assert_finds (fixture, "channel:widget status:unresolved", "3");
  assert_finds (fixture, "before:1970-01-02", "4 3");
  assert_finds (fixture, "after:1970-01-02", "");
  assert_finds (fixture, "has:attachment", "");
}

static void
test_names_of_the_directory (Fixture *fixture, gconstpointer data)
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
  assert_finds (fixture, "assignee:zoe", "3");
  assert_finds (fixture, "assignee:quick", "3");
  assert_finds (fixture, "assignee:uick", "");
}

static void
test_hostile_words_are_only_words (Fixture *fixture, gconstpointer data)
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

  say (fixture, 1, 3, "a b and or near body x drop");
  assert_finds (fixture, "near", "3");
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BhcFindPage) page = find_page (fixture, hostile[i], 0, &error);

      if (page == NULL)
        g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
    }
}

static void
test_invalid_says_why (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find_page (fixture, "status:lost", 0, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "status"));
}

static void
test_cancelled_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;

  say (fixture, 1, 3, "word");
  bhc_finder_find_async (fixture->finder, "word", zone, 0, cancellable, bht_result_cb, &result);
  g_cancellable_cancel (cancellable);
  bht_wait_until (result != NULL);
  g_assert_null (bhc_finder_find_finish (fixture->finder, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_finds (fixture, "word", "3");
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
test_log_does_not_grow (Fixture *fixture, gconstpointer data)
{
  gint64 n = -1;

  say (fixture, 1, 3, "word");
  assert_finds (fixture, "word", "3");
  while (n != 0)
    run (fixture, count_log_job, &n);
}

#define FACT(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

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
