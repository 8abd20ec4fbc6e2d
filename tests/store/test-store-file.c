/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What becomes of a store whose file is new, old, newer, damaged or not a database at all. */
#include "common/bh-error.h"
#include "tests/bht-patience.h"
#include "tests/store/store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

typedef StoreFixture Fixture;

static void
close_store (Fixture *fixture)
{
  g_clear_pointer (&fixture->store, bhd_store_free);
}

static void
fill (Fixture *fixture, guint count, gsize size)
{
  g_autofree char *text = g_strnfill (size, 'x');

  for (guint i = 0; i < count; i++)
    bhd_store_call (fixture->store, BHD_JOB_WRITE, store_job_publish, text, NULL);
}

static void
overwrite (const char *path, gsize offset, gsize length)
{
  g_autofree char *noise = g_strnfill (length, 'Z');
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (noise, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_opens_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer count;

  fill (fixture, 3, 2000);
  close_store (fixture);
  fixture->store = bhd_store_new (fixture->path, 1, &error);
  g_assert_no_error (error);
  count = bhd_store_call (fixture->store, BHD_JOB_READ, store_job_count, NULL, &error);
  g_assert_cmpuint (GPOINTER_TO_UINT (count), ==, 3);
}

static void
test_closing_leaves_one_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  fill (fixture, 3, 2000);
  close_store (fixture);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_newer_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDb) db = NULL;

  close_store (fixture);
  db = bh_db_open (fixture->path, BH_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  bh_db_script (db, "INSERT INTO schema_migration (version, applied_us) VALUES (999, 1)", &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, bh_db_close);

  g_assert_null (bhd_store_new (fixture->path, 1, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "newer"));
}

static void
test_no_database_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  close_store (fixture);
  overwrite (fixture->path, 0, 4096);
  g_assert_null (bhd_store_new (fixture->path, 1, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static void
test_unwritable_place_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_store_new ("/nowhere/at/all/bellhop.db", 1, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

static int warnings;

static void
count_damage_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if (strstr (message, "the database is damaged") != NULL)
    g_atomic_int_inc (&warnings);
}

/* All pages but the first ones, which hold the schema and the small tables. */
static void
damage (Fixture *fixture)
{
  GStatBuf info;

  fill (fixture, 800, 2000);
  close_store (fixture);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 500 * 4096);
  overwrite (fixture->path, 300 * 4096, (gsize) info.st_size - 300 * 4096);
}

static void
test_damaged_page_is_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  damage (fixture);
  fixture->store = bhd_store_new (fixture->path, 1, &error);
  g_assert_no_error (error);
  bhd_store_call (fixture->store, BHD_JOB_READ, store_job_count, NULL, &error);
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "the database is damaged: restore a backup"));
}

static void
test_damage_is_found_after_the_start (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GError) error = NULL;

  damage (fixture);
  g_atomic_int_set (&warnings, 0);
  fixture->store = bhd_store_new (fixture->path, 1, &error);
  g_assert_no_error (error);
  while (g_atomic_int_get (&warnings) == 0 && g_get_monotonic_time () < deadline)
    g_thread_yield ();
  close_store (fixture);
  g_assert_cmpint (warnings, ==, 1);
}

/* The keeper carries the log over while the store runs: the database file itself grows. */
static void
test_log_is_carried_over (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  GStatBuf info = { 0 };

  fill (fixture, 100, 500000);
  while (info.st_size < 100 * 4096 && g_get_monotonic_time () < deadline)
    g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >=, 100 * 4096);
}

#define TEST(path, function)                                                                       \
  g_test_add (path, Fixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FLAG_RECURSION | G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  g_log_set_handler ("bhd-store", G_LOG_LEVEL_WARNING, count_damage_cb, NULL);
  TEST ("/store/file/opens-again", test_opens_again);
  TEST ("/store/file/closing-leaves-one-file", test_closing_leaves_one_file);
  TEST ("/store/file/newer-is-refused", test_newer_is_refused);
  TEST ("/store/file/no-database-is-refused", test_no_database_is_refused);
  TEST ("/store/file/unwritable-place-is-refused", test_unwritable_place_is_refused);
  TEST ("/store/file/damaged-page-is-said", test_damaged_page_is_said);
  TEST ("/store/file/damage-is-found-after-the-start", test_damage_is_found_after_the_start);
  TEST ("/store/file/log-is-carried-over", test_log_is_carried_over);
  return g_test_run ();
}
