/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/find/bh-find-merge.h"

#include <glib/gstdio.h>
#include <string.h>

#define SEGMENTS 15
#define SAYINGS (SEGMENTS * 200)
#define PAGES 2
#define MERGE BH_FIND_MERGE ("said")

typedef struct
{
  char *dir;
  char *path;
  BhDb *db;
} Fixture;

static void
script (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;

  bh_db_script (f->db, sql, &error);
  g_assert_no_error (error);
}

static void
open_file (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->db = bh_db_open (f->path, BH_DB_CACHE, &error);
  g_assert_no_error (error);
  script (f, "PRAGMA secure_delete = ON");
}

/* “secret” and a word of its own in each saying, and several segments. */
static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = g_dir_make_tmp ("bh-find-merge-XXXXXX", NULL);
  f->path = g_build_filename (f->dir, "words.db", NULL);
  open_file (f);
  script (f, "CREATE VIRTUAL TABLE said USING fts5 (body, content = '')");
  for (guint i = 0; i < SEGMENTS; i++)
    script (f, "WITH RECURSIVE one (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < 200) "
               "INSERT INTO said (body) SELECT hex (randomblob (8)) || ' secret' FROM one");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bh_db_close (f->db);
  g_unlink (f->path);
  g_rmdir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

static gboolean
piece (Fixture *f, int pages)
{
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  bh_find_merge_piece (f->db, MERGE, pages, &more, &error);
  g_assert_no_error (error);
  return more;
}

static guint
merge_all (Fixture *f)
{
  guint pieces = 1;

  piece (f, -PAGES);
  while (piece (f, PAGES))
    pieces++;
  return pieces;
}

static gint64
get_state (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 state = -1;

  bh_find_merge_get_state (f->db, &state, &error);
  g_assert_no_error (error);
  return state;
}

static gint64
count_found (Fixture *f)
{
  g_autoptr (GVariant) row = bh_db_query_row (
      f->db, "(x)", "SELECT COUNT(*) FROM said WHERE said MATCH 'secret'", NULL, NULL);
  gint64 count = -1;

  g_variant_get (row, "(x)", &count);
  return count;
}

/* In the file, where words stand without what they share with the one before. */
static gboolean
has_bytes (Fixture *f, const char *word)
{
  g_autofree char *bytes = NULL;
  gboolean dropped = FALSE;
  gsize length;

  g_assert_true (bh_db_drop_log (f->db, 0, &dropped, NULL) && dropped);
  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  return memmem (bytes, length, word, strlen (word)) != NULL;
}

static void
test_what_was_erased_is_overwritten (Fixture *f, gconstpointer data)
{
  script (f, "INSERT INTO said (rowid, body) VALUES (100000, 'mellifluous')");
  script (f, "INSERT INTO said (said, rowid, body) VALUES ('delete', 100000, 'mellifluous')");
  g_assert_true (has_bytes (f, "llifluous"));
  merge_all (f);
  g_assert_false (has_bytes (f, "llifluous"));
}

static void
test_comes_in_pieces (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (merge_all (f), >, 1);
  g_assert_false (piece (f, PAGES));
}

static void
test_the_rest_is_found (Fixture *f, gconstpointer data)
{
  script (f, "INSERT INTO said (rowid, body) VALUES (100000, 'secret')");
  script (f, "INSERT INTO said (said, rowid, body) VALUES ('delete', 100000, 'secret')");
  merge_all (f);
  g_assert_cmpint (count_found (f), ==, SAYINGS);
}

static void
test_state_outlives_the_connection (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (get_state (f), ==, 0);
  bh_find_merge_set_state (f->db, 3, &error);
  g_assert_no_error (error);
  bh_db_close (f->db);
  open_file (f);
  g_assert_cmpint (get_state (f), ==, 3);
}

static void
test_says_what_cannot_be_merged (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;

  g_assert_false (bh_find_merge_piece (f->db, BH_FIND_MERGE ("nobody"), -PAGES, &more, &error));
  g_assert_nonnull (error);
  g_assert_false (more);
}

static void
add (const char *name, void (*test) (Fixture *f, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/common/find/merge/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("what-was-erased-is-overwritten", test_what_was_erased_is_overwritten);
  add ("comes-in-pieces", test_comes_in_pieces);
  add ("the-rest-is-found", test_the_rest_is_found);
  add ("state-outlives-the-connection", test_state_outlives_the_connection);
  add ("says-what-cannot-be-merged", test_says_what_cannot_be_merged);
  return g_test_run ();
}
