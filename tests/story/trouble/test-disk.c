/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Disks that are really full, the console's and the daemon's: what is there can be read, what is
 * typed is kept, a sentence says so, and with room everything goes on by itself. */
#include "common/bh-db.h"
#include "common/bh-error.h"
#include "console/client/files/bhc-file-store.h"
#include "console/model/files/bhc-files.h"
#include "console/model/search/bhc-desk-find.h"
#include "console/model/writing/bhc-writing.h"
#include "tests/bht-folder.h"
#include "tests/console/bht-wait.h"
#include "tests/process/bht-small-disk.h"
#include "tests/story/trouble/trouble.h"

#include <glib/gstdio.h>
#include <string.h>

#define MEGABYTES 8

static gboolean possible;

static void
set_up (Trouble *t, gconstpointer unused)
{
  char *directory = bht_directory_new ();

  bht_small_disk_mount (directory, MEGABYTES);
  trouble_set_up_in (t, directory);
}

static void
tear_down (Trouble *t, gconstpointer unused)
{
  g_autofree char *directory = g_strdup (t->directory);

  trouble_tear_down (t, unused);
  bht_small_disk_unmount (directory);
  bht_folder_remove (directory);
}

static gboolean
says (Trouble *t, const char *word)
{
  const char *problem = bhc_desk_get_problem (t->desk);

  return problem != NULL && strstr (problem, word) != NULL;
}

static void
assert_draft (Trouble *t, const char *text)
{
  g_autofree char *draft = trouble_read_draft (t, t->conversation);

  g_assert_cmpstr (draft, ==, text);
}

static void
ada_says_much (Trouble *t)
{
  g_autofree char *much = g_strnfill (3500, 'm');

  trouble_ada_says (t, much);
}

/* The first bytes may go where others have been. */
static gboolean
ada_goes_on (Trouble *t)
{
  if (says (t, "the disk is full"))
    return TRUE;

  ada_says_much (t);
  return FALSE;
}

static void
wait_well (Trouble *t)
{
  bht_wait_until (bhc_desk_get_problem (t->desk) == NULL);
  trouble_wait_online (t);
}

/* ---- the console's ---- */

static void
returned_cb (BhcDesk *desk, const char *conversation, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_typed (Trouble *t, gconstpointer unused)
{
  gboolean returned = FALSE;

  g_signal_connect (t->desk, "draft-returned", G_CALLBACK (returned_cb), &returned);
  bht_small_disk_fill (t->directory);
  trouble_mia_drafts (t, t->conversation, "half a sentence");
  bht_wait_until (says (t, "the disk is full"));
  assert_draft (t, "half a sentence");
  bhc_desk_send (t->desk, t->conversation, BH_MESSAGE_TEXT, bhc_letter_new ("a long answer"));
  bht_wait_until (returned);
  assert_draft (t, "a long answer");
  bht_small_disk_make_room (t->directory);

  wait_well (t);
  trouble_reopen (t);
  trouble_sign_in (t, BHT_PASSWORD);
  assert_draft (t, "a long answer");
}

/* The daemon has the message, and the console cannot note that it has. */
static void
test_sent (Trouble *t, gconstpointer unused)
{
  trouble_cut (t, TRUE);
  trouble_mia_writes (t, t->conversation, "kept in the outbox");
  for (guint i = 0; i < 200; i++)
    ada_says_much (t);
  bht_small_disk_fill (t->directory);
  bht_proxy_cut (t->proxy, FALSE);
  bht_wait_until (says (t, "the disk is full"));
  trouble_wait_shown (t, "kept in the outbox");
  bht_small_disk_make_room (t->directory);

  wait_well (t);
  trouble_wait_sent (t);
  trouble_assert_same (t);
}

static BhAttachment *
take_file (Trouble *t, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (512 * 1024, 'x'), 512 * 1024);
  BhcFiles *files = bhc_desk_get_files (t->desk);
  g_autoptr (GAsyncResult) result = NULL;

  bhc_files_take_bytes_async (files, "list.txt", bytes, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  return bhc_files_take_finish (files, result, error);
}

static gboolean
fetch_file (Trouble *t, const BhAttachment *attachment, GError **error)
{
  BhcFiles *files = bhc_desk_get_files (t->desk);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = NULL;

  bhc_files_fetch_async (files, attachment, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  file = bhc_files_fetch_finish (files, result, error);
  return file != NULL;
}

/* Of all files of conversations: a disk that is full stays so where half of one is left behind. */
static gint64
count_bytes (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gint64 bytes = 0;
  const char *name;
  GStatBuf info;

  if (dir == NULL)
    return g_stat (path, &info) == 0 ? info.st_size : 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      bytes += count_bytes (child);
    }
  return bytes;
}

static char *
find_beside_cache (Trouble *t, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (t->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      return g_build_filename (t->directory, name, NULL);
  g_assert_not_reached ();
}

static void
test_files (Trouble *t, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhAttachment) file = take_file (t, &error);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autofree char *folder = find_beside_cache (t, ".files");

  g_assert_no_error (error);
  g_ptr_array_add (list, file);
  bhc_desk_post_files (t->desk, t->conversation, BH_MESSAGE_TEXT, "the list", list);
  bht_wait_until (count_bytes (folder) > 0);
  trouble_wait_shown (t, "the list");
  trouble_wait_sent (t);
  trouble_wait_delivery (t, t->conversation, "the list", BHC_DELIVERY_STORED);
  bhc_file_store_remove (folder);
  bht_small_disk_fill (t->directory);

  g_assert_null (take_file (t, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  g_clear_error (&error);
  g_assert_false (fetch_file (t, file, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  g_clear_error (&error);
  bht_wait_until (count_bytes (folder) == 0);
  bht_small_disk_make_room (t->directory);

  g_assert_true (fetch_file (t, file, &error));
  g_assert_cmpint (count_bytes (folder), ==, 512 * 1024);
}

static gboolean
finds (Trouble *t, const char *word)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BhcFindPage) page = NULL;

  bhc_desk_find_async (t->desk, word, zone, 0, NULL, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  page = bhc_desk_find_finish (t->desk, result, NULL);
  return page != NULL && page->hits->len == 1;
}

/* What was found before is found on the full disk, and the rest when there is room. */
static void
test_search (Trouble *t, gconstpointer unused)
{
  trouble_ada_says (t, "About the bicycle.");
  bht_wait_until (finds (t, "bicycle"));
  bht_small_disk_fill (t->directory);
  bht_wait_until (ada_goes_on (t));
  trouble_ada_says (t, "And the umbrella.");
  g_assert_true (finds (t, "bicycle"));
  bht_small_disk_make_room (t->directory);

  wait_well (t);
  bht_wait_until (finds (t, "umbrella"));
}

static guint64
index_file (Trouble *t)
{
  g_autofree char *path = find_beside_cache (t, ".find");
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_ino;
}

/* The index is not made anew for want of room. */
static void
test_search_after_start (Trouble *t, gconstpointer unused)
{
  guint64 before;

  trouble_ada_says (t, "About the bicycle.");
  bht_wait_until (finds (t, "bicycle"));
  before = index_file (t);
  trouble_reopen (t);
  bht_small_disk_fill (t->directory);
  trouble_sign_in (t, BHT_PASSWORD);
  g_assert_false (finds (t, "bicycle"));
  bht_small_disk_make_room (t->directory);

  wait_well (t);
  bht_wait_until (finds (t, "bicycle"));
  g_assert_cmpuint (index_file (t), ==, before);
}

static void
test_starts (Trouble *t, gconstpointer unused)
{
  trouble_ada_says (t, "said while there was room");
  trouble_wait_shown (t, "said while there was room");
  trouble_mia_drafts (t, t->conversation, "half a sentence");
  trouble_reopen (t);
  bht_small_disk_fill (t->directory);
  trouble_sign_in (t, BHT_PASSWORD);

  g_assert_true (says (t, "the disk is full"));
  g_assert_cmpuint (bhc_desk_get_count (t->desk, BHC_VIEW_ALL), ==, 1);
  trouble_wait_shown (t, "said while there was room");
  assert_draft (t, "half a sentence");
  trouble_mia_drafts (t, t->conversation, "half a sentence more");
  trouble_ada_says (t, "said meanwhile");
  bht_wait_until (bhc_desk_get_state (t->desk) == BHC_STATE_OFFLINE);
  g_assert_true (says (t, "the disk is full"));
  assert_draft (t, "half a sentence more");
  bht_small_disk_make_room (t->directory);

  wait_well (t);
  trouble_wait_shown (t, "said meanwhile");
  trouble_assert_same (t);
  trouble_reopen (t);
  trouble_sign_in (t, BHT_PASSWORD);
  assert_draft (t, "half a sentence more");
}

/* ---- the daemon's ---- */

static void
run (const char *command, const char *option, const char *from, const char *to)
{
  const char *argv[] = { command, option, from, to, NULL };
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* Returns: (transfer full): where its state is now: on a disk of its own */
static char *
move_daemon (Trouble *t)
{
  char *state = g_build_filename (bht_bellhopd_dir (t->daemon), "state", NULL);
  g_autofree char *before = g_build_filename (bht_bellhopd_dir (t->daemon), "before", NULL);

  bht_bellhopd_terminate (t->daemon);
  run ("mv", "-T", state, before);
  g_assert_cmpint (g_mkdir (state, 0700), ==, 0);
  bht_small_disk_mount (state, MEGABYTES);
  run ("cp", "-aT", before, state);
  bht_bellhopd_start (t->daemon);
  return state;
}

/* Returns: whether the daemon has acknowledged it; else it said why. */
static gboolean
post (Trouble *t, guint number)
{
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", t->conversation);
  g_autofree char *much = g_strnfill (3500, 'm');
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"0190a0a0-0000-7000-8000-%012u\",\"body\":\"%u %s\"}", number, number, much);
  g_autoptr (JsonNode) answer = NULL;
  guint status = bht_api_call (t->ada, "POST", path, body, &answer);

  if (status == 201)
    return TRUE;

  g_assert_cmpuint (status, ==, 503);
  g_assert_nonnull (strstr (bht_json_string (answer, "error"), "the disk is full: make room"));
  return FALSE;
}

static gint64
count_stored (Trouble *t)
{
  g_autofree char *path =
      g_build_filename (bht_bellhopd_dir (t->daemon), "state", "bellhop.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_READ_ONLY, &error);
  g_autoptr (GVariant) row = NULL;
  gint64 count = 0;

  g_assert_no_error (error);
  row = bh_db_query_row (
      db, "(x)", "SELECT COUNT (*) FROM message WHERE body LIKE '%mmmm' AND author = 'visitor'",
      NULL, &error);
  g_assert_no_error (error);
  g_variant_get (row, "(x)", &count);
  return count;
}

static void
test_daemon (Trouble *t, gconstpointer unused)
{
  g_autofree char *state = move_daemon (t);
  guint acknowledged = 0, refused = 0;

  trouble_wait_online (t);
  bht_small_disk_fill (state);
  while (refused < 3)
    {
      if (post (t, acknowledged + refused))
        acknowledged++;
      else
        refused++;
    }
  trouble_mia_writes (t, t->conversation, "kept until there is room");
  json_node_unref (bht_api_expect (t->mia, "GET", "/v1/desk/conversations", NULL, 200));
  bht_small_disk_make_room (state);

  g_assert_true (post (t, acknowledged + refused));
  trouble_wait_sent (t);
  trouble_wait_shown (t, "kept until there is room");
  bht_bellhopd_kill (t->daemon);
  g_assert_cmpint (count_stored (t), ==, acknowledged + 1);
  bht_small_disk_unmount (state);
  bht_bellhopd_start (t->daemon);
}

static void
skip (Trouble *t, gconstpointer unused)
{
  g_test_skip ("no file system can be mounted here");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/story/trouble/disk/" name, Trouble, NULL, possible ? set_up : NULL,                \
              possible ? function : skip, possible ? tear_down : NULL)

int
main (int argc, char **argv)
{
  possible = bht_small_disk_prepare ();
  g_test_init (&argc, &argv, NULL);

  ADD ("console-keeps-what-is-typed-in-memory", test_typed);
  ADD ("console-sends-once-what-waited", test_sent);
  ADD ("console-says-it-of-files-and-leaves-no-halves", test_files);
  ADD ("console-finds-what-it-has-indexed", test_search);
  ADD ("console-keeps-its-index", test_search_after_start);
  ADD ("console-starting-on-a-full-disk-shows-what-it-has", test_starts);
  ADD ("daemon-refuses-and-loses-nothing", test_daemon);

  return g_test_run ();
}
