/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db.h"
#include "common/bh-error.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *dir;
  char *path;
  BhDb *db;
} Fixture;

static const BhMigration migrations[] = {
  { 1, "CREATE TABLE t (id TEXT PRIMARY KEY, n BIGINT, x TEXT, b BLOB)" },
  { 2, "CREATE INDEX t_n ON t (n)" },
  { 0, NULL },
};

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("bh-db-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "test.db", NULL);
  fixture->db = bh_db_open (fixture->path, BH_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  bh_db_migrate (fixture->db, migrations, 1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  g_clear_pointer (&fixture->db, bh_db_close);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (fixture->path, endings[i], NULL);

      g_remove (name);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static const char insert[] = "INSERT INTO t (n, id, x, b) VALUES ($2, $1, $3, $4)";

static gboolean
add (Fixture *fixture, const char *id, gint64 n, const char *x, GError **error)
{
  GVariant *blob = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "\0\1", 2, 1);

  return bh_db_exec (fixture->db, insert, g_variant_new ("(sxms@ay)", id, n, x, blob), error);
}

static void
test_types (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GVariant) row = NULL;
  g_autoptr (GVariant) blob = NULL;
  const char *id = NULL, *x = "";
  gint64 n = 0;

  g_assert_true (add (fixture, "ä", G_MAXINT64, NULL, NULL));
  row = bh_db_query_row (fixture->db, "(sxmsay)", "SELECT id, n, x, b FROM t WHERE id = $1",
                         g_variant_new ("(s)", "ä"), NULL);
  g_variant_get (row, "(&sxm&s@ay)", &id, &n, &x, &blob);
  g_assert_cmpstr (id, ==, "ä");
  g_assert_cmpint (n, ==, G_MAXINT64);
  g_assert_null (x);
  g_assert_cmpuint (g_variant_n_children (blob), ==, 2);
}

/* One row of every shape, as GVariant would have written it. */
static void
assert_row (Fixture *fixture, const char *sql, GVariant *expected)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (expected);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) row =
      bh_db_query_row (fixture->db, g_variant_get_type_string (owned), sql, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) doubted = NULL;

  g_assert_no_error (error);
  bytes = g_variant_get_data_as_bytes (row);
  doubted = g_variant_new_from_bytes (g_variant_get_type (owned), bytes, FALSE);
  g_variant_ref_sink (doubted);
  g_assert_true (g_variant_is_normal_form (doubted));
  g_assert_true (g_variant_equal (doubted, owned));
}

static void
test_rows (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *some = g_strnfill (300, 'a');
  g_autofree char *much = g_strnfill (70000, 'b');
  g_autofree char *some_sql = g_strdup_printf ("SELECT '%s', 1, 'x', 2", some);
  g_autofree char *much_sql = g_strdup_printf ("SELECT '%s', NULL, 'x'", much);

  assert_row (fixture, "SELECT 1", g_variant_new ("(x)", (gint64) 1));
  assert_row (fixture, "SELECT 1, 2.5", g_variant_new ("(xd)", (gint64) 1, 2.5));
  assert_row (fixture, "SELECT ''", g_variant_new ("(s)", ""));
  assert_row (fixture, "SELECT NULL", g_variant_new ("(ms)", NULL));
  assert_row (fixture, "SELECT '', 'a', 7", g_variant_new ("(mssx)", "", "a", (gint64) 7));
  assert_row (fixture, "SELECT 'a', NULL, 7, NULL, 'b'",
              g_variant_new_parsed ("('a', @mx nothing, @mx 7, @md nothing, @ms 'b')"));
  assert_row (fixture, "SELECT x'00ff', NULL, 'b', x''",
              g_variant_new_parsed ("([byte 0, 255], @may nothing, 'b', @may [])"));
  assert_row (fixture, some_sql, g_variant_new ("(sxsx)", some, (gint64) 1, "x", (gint64) 2));
  assert_row (fixture, much_sql, g_variant_new ("(smss)", much, NULL, "x"));
}

static void
test_none (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) rows = NULL;

  g_assert_null (bh_db_query_row (fixture->db, "(x)", "SELECT n FROM t WHERE id = $1",
                                  g_variant_new ("(s)", "no"), &error));
  g_assert_no_error (error);
  rows = bh_db_query (fixture->db, "(x)", "SELECT n FROM t", NULL, &error);
  g_assert_cmpuint (g_variant_n_children (rows), ==, 0);
}

static void
test_conflict (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add (fixture, "a", 1, "x", NULL));
  g_assert_false (add (fixture, "a", 2, "y", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (add (fixture, "b", 2, "y", &error));
}

static void
test_returning (Fixture *fixture, gconstpointer unused)
{
  static const char sql[] = "UPDATE t SET n = n + 1 WHERE id = $1 RETURNING n";
  gint64 n = 0;

  add (fixture, "a", 1, NULL, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GVariant) row =
          bh_db_query_row (fixture->db, "(x)", sql, g_variant_new ("(s)", "a"), NULL);

      g_variant_get (row, "(x)", &n);
    }
  g_assert_cmpint (n, ==, 4);
}

static void
test_wrong_use (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) count = NULL;
  g_autoptr (GError) type = NULL;
  g_autoptr (GError) quotes = NULL;

  g_assert_false (bh_db_exec (fixture->db, insert, g_variant_new ("(s)", "a"), &count));
  g_assert_error (count, BH_ERROR, BH_ERROR_INTERNAL);
  add (fixture, "a", 1, NULL, NULL);
  g_assert_null (bh_db_query_row (fixture->db, "(xx)", "SELECT n FROM t", NULL, &type));
  g_assert_error (type, BH_ERROR, BH_ERROR_INTERNAL);
  g_assert_null (bh_db_query_row (fixture->db, "(s)", "SELECT \"text\"", NULL, &quotes));
  g_assert_error (quotes, BH_ERROR, BH_ERROR_INTERNAL);
}

static void
test_reader (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhDb) reader = bh_db_open (fixture->path, BH_DB_READ_ONLY, NULL);
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bh_db_script (fixture->db, "BEGIN", NULL));
  g_assert_true (add (fixture, "a", 1, NULL, NULL));
  before = bh_db_query_row (reader, "(x)", "SELECT COUNT (*) FROM t", NULL, NULL);
  g_assert_true (bh_db_script (fixture->db, "COMMIT", NULL));
  g_assert_true (g_variant_equal (before, g_variant_new ("(x)", (gint64) 0)));
  g_assert_false (bh_db_exec (reader, "DELETE FROM t", NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

/* What is in the log alone is read too, and stays there. */
static void
test_full_disk (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shared = g_strconcat (fixture->path, "-shm", NULL);
  g_autoptr (BhDb) db = NULL;
  g_autoptr (GVariant) count = NULL;

  g_assert_true (add (fixture, "a", 1, NULL, NULL));
  db = bh_db_open (fixture->path, BH_DB_FULL_DISK, &error);
  g_assert_no_error (error);
  count = bh_db_query_row (db, "(x)", "SELECT COUNT (*) FROM t", NULL, NULL);
  g_assert_true (g_variant_equal (count, g_variant_new ("(x)", (gint64) 1)));
  g_assert_false (bh_db_exec (db, "DELETE FROM t", NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
  g_clear_pointer (&db, bh_db_close);
  g_assert_true (g_file_test (shared, G_FILE_TEST_EXISTS));
  g_assert_true (add (fixture, "b", 2, NULL, NULL));
}

static void
test_newer (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bh_db_migrate (fixture->db, migrations, 2, NULL));
  bh_db_script (fixture->db, "INSERT INTO schema_migration VALUES (99, 0)", NULL);
  g_assert_false (bh_db_migrate (fixture->db, migrations, 2, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_CONFLICT);
}

static void
test_failed_migration (Fixture *fixture, gconstpointer unused)
{
  static const BhMigration broken[] = {
    { 1, "" },
    { 2, "" },
    { 3, "CREATE TABLE u (id TEXT); CREATE TABLE t (id TEXT)" },
    { 0, NULL },
  };
  g_autoptr (GError) error = NULL;

  g_assert_false (bh_db_migrate (fixture->db, broken, 2, &error));
  g_assert_nonnull (strstr (error->message, "migration 3"));
  g_assert_true (bh_db_script (fixture->db, "CREATE TABLE u (id TEXT)", NULL));
}

static void
test_no_database (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->dir, "text.db", NULL);
  g_autofree char *text = g_strnfill (8192, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDb) db = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  db = bh_db_open (path, BH_DB_READ_WRITE, &error);
  g_assert_null (db);
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
  g_remove (path);
}

static void
test_not_openable (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bh_db_open ("/nowhere/at/all.db", BH_DB_READ_WRITE, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

static void
test_foreign_bytes (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GVariant) row = NULL;
  const char *text = NULL;

  row = bh_db_query_row (fixture->db, "(s)", "SELECT CAST (x'61ff62' AS TEXT)", NULL, NULL);
  g_variant_get (row, "(&s)", &text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/common/db/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("types-come-back", test_types);
  ADD ("rows-are-what-gvariant-would-have-made", test_rows);
  ADD ("no-row-is-no-error", test_none);
  ADD ("a-broken-key-is-a-conflict", test_conflict);
  ADD ("returning-writes-once", test_returning);
  ADD ("wrong-use-is-told", test_wrong_use);
  ADD ("a-reader-sees-commits-and-writes-nothing", test_reader);
  ADD ("on-a-full-disk-it-is-only-read", test_full_disk);
  ADD ("a-newer-database-is-refused", test_newer);
  ADD ("a-failed-migration-leaves-nothing", test_failed_migration);
  ADD ("a-text-file-is-no-database", test_no_database);
  ADD ("a-missing-directory-is-told", test_not_openable);
  ADD ("text-is-always-utf8", test_foreign_bytes);
  return g_test_run ();
}
