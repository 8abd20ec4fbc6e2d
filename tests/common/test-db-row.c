/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "common/bh-error.h"

#include <glib/gstdio.h>

typedef struct
{
  BhDb *db;
  GError *error;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->db = bh_db_open (":memory:", BH_DB_READ_WRITE, &f->error);
  g_assert_no_error (f->error);
  bh_db_script (f->db, "CREATE TABLE t (id BIGINT PRIMARY KEY, word TEXT)", &f->error);
  g_assert_no_error (f->error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_error (&f->error);
  bh_db_close (f->db);
}

static gboolean
put (Fixture *f, gint64 id, const char *word)
{
  const BhDbValue params[] = { BH_TEXT (word), BH_INT (id) };

  return bh_db_put (f->db, "INSERT INTO t (word, id) VALUES ($1, $2)", params, 2, &f->error);
}

static void
join_words (BhDbRow *row, gpointer data)
{
  gint64 id = bh_db_row_int (row);
  const char *word = bh_db_row_text (row);

  g_string_append_printf (data, "%d%s ", (int) id, word != NULL ? word : "NULL");
}

static void
test_rows_come_in_order (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) words = g_string_new (NULL);

  put (f, 2, "b");
  put (f, 1, "a");
  g_assert_cmpint (bh_db_each (f->db, "SELECT id, word FROM t ORDER BY id", NULL, 0, join_words,
                               words, &f->error),
                   ==, 2);
  g_assert_cmpstr (words->str, ==, "1a 2b ");
}

static void
test_null_is_null (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) words = g_string_new (NULL);

  put (f, 1, NULL);
  bh_db_each (f->db, "SELECT id, word FROM t", NULL, 0, join_words, words, &f->error);
  g_assert_cmpstr (words->str, ==, "1NULL ");
}

static void
test_int_is_kept (Fixture *f, gconstpointer data)
{
  gint64 number = 0;

  put (f, 5000000000, "a");
  bh_db_each (f->db, "SELECT id FROM t", NULL, 0, bh_db_row_keep_int, &number, &f->error);
  g_assert_no_error (f->error);
  g_assert_cmpint (number, ==, 5000000000);
}

static void
test_no_row_is_no_error (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (bh_db_each (f->db, "SELECT id FROM t", NULL, 0, NULL, NULL, &f->error), ==, 0);
  g_assert_no_error (f->error);
}

static void
test_broken_text_is_repaired (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) words = g_string_new (NULL);

  bh_db_script (f->db, "INSERT INTO t VALUES (1, CAST (x'61ff62' AS TEXT))", &f->error);
  bh_db_each (f->db, "SELECT id, word FROM t", NULL, 0, join_words, words, &f->error);
  g_assert_true (g_utf8_validate (words->str, -1, NULL));
}

static void
test_same_key_is_a_conflict (Fixture *f, gconstpointer data)
{
  g_assert_true (put (f, 1, "a"));
  g_assert_false (put (f, 1, "b"));
  g_assert_error (f->error, BH_ERROR, BH_ERROR_CONFLICT);
}

static void
test_missing_parameter_is_an_error (Fixture *f, gconstpointer data)
{
  const BhDbValue params[] = { BH_INT (1) };

  g_assert_false (bh_db_put (f->db, "INSERT INTO t VALUES ($1, $2)", params, 1, &f->error));
  g_assert_error (f->error, BH_ERROR, BH_ERROR_INTERNAL);
}

static void
test_log_pages_grow (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bellhop-row-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.db", NULL);
  g_autoptr (GError) error = NULL;
  BhDb *db = bh_db_open (path, BH_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bh_db_log_pages (db), ==, 0);
  bh_db_script (db, "CREATE TABLE t (id BIGINT)", &error);
  g_assert_cmpint (bh_db_log_pages (db), >, 0);
  bh_db_close (db);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

typedef struct
{
  char *folder;
  char *path;
  BhDb *writer;
  BhDb *reader;
} Pair;

static void
pair_set_up (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pair->folder = g_dir_make_tmp ("bellhop-log-XXXXXX", &error);
  g_assert_no_error (error);
  pair->path = g_build_filename (pair->folder, "x.db", NULL);
  pair->writer = bh_db_open (pair->path, BH_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  bh_db_script (pair->writer, "CREATE TABLE t (id BIGINT); INSERT INTO t VALUES (1)", &error);
  g_assert_no_error (error);
  pair->reader = bh_db_open (pair->path, BH_DB_READ_ONLY, &error);
  g_assert_no_error (error);
}

static void
pair_tear_down (Pair *pair, gconstpointer data)
{
  bh_db_close (pair->reader);
  bh_db_close (pair->writer);
  g_assert_cmpint (g_remove (pair->path), ==, 0);
  g_assert_cmpint (g_rmdir (pair->folder), ==, 0);
  g_free (pair->path);
  g_free (pair->folder);
}

static void
test_log_starts_anew (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 before = bh_db_log_pages (pair->writer);

  g_assert_true (bh_db_restart_log (pair->writer, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpint (bh_db_log_pages (pair->writer), ==, 0);
  g_assert_true (bh_db_script (pair->writer, "INSERT INTO t VALUES (2)", NULL));
  g_assert_cmpint (bh_db_log_pages (pair->writer), <, before);
}

static void
test_log_goes_on_where_somebody_reads (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 before = bh_db_log_pages (pair->writer);

  g_assert_true (bh_db_script (pair->reader, "BEGIN; SELECT id FROM t", NULL));
  g_assert_true (bh_db_restart_log (pair->writer, 0, &error));
  g_assert_no_error (error);
  g_assert_true (bh_db_script (pair->writer, "INSERT INTO t VALUES (2)", NULL));
  g_assert_cmpint (bh_db_log_pages (pair->writer), >, before);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/common/db-row/rows-come-in-order", test_rows_come_in_order);
  TEST ("/common/db-row/null-is-null", test_null_is_null);
  TEST ("/common/db-row/int-is-kept", test_int_is_kept);
  TEST ("/common/db-row/no-row-is-no-error", test_no_row_is_no_error);
  TEST ("/common/db-row/broken-text-is-repaired", test_broken_text_is_repaired);
  TEST ("/common/db-row/same-key-is-a-conflict", test_same_key_is_a_conflict);
  TEST ("/common/db-row/missing-parameter-is-an-error", test_missing_parameter_is_an_error);
  g_test_add_func ("/common/db-row/log-pages-grow", test_log_pages_grow);
  g_test_add ("/common/db-row/log-starts-anew", Pair, NULL, pair_set_up, test_log_starts_anew,
              pair_tear_down);
  g_test_add ("/common/db-row/log-goes-on-where-somebody-reads", Pair, NULL, pair_set_up,
              test_log_goes_on_where_somebody_reads, pair_tear_down);
  return g_test_run ();
}
