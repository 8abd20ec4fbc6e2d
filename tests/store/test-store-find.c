/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/store/find/bhd-find-rows.h"
#include "tests/bht-patience.h"
#include "tests/store/store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* The index that follows the log: what becomes of it when its file, or the database, is another. */

typedef StoreFixture Fixture;

static void
insert (BhdTurn *turn, const char *id, gint64 seq, const char *body, GError **error)
{
  bh_db_exec (turn->db,
              "INSERT INTO conversation (organization_id, id, contact_id, status, channel, "
              "priority, unread, message_count, visitor_seq, boundary_seq, created_us, updated_us, "
              "seq) VALUES ('acme', 'c', 'k', 'resolved', 'widget', 'normal', 0, 0, 0, 0, 1, 1, 0) "
              "ON CONFLICT DO NOTHING",
              NULL, error);
  bh_db_exec (turn->db,
              "INSERT INTO message (organization_id, id, conversation_id, seq, author, "
              "author_name, kind, body, created_us) "
              "VALUES ('acme', $1, 'c', $2, 'visitor', 'n', 'text', $3, 1)",
              g_variant_new ("(sxs)", id, seq, body), error);
}

static gpointer
say_job (BhdTurn *turn, gpointer data, GError **error)
{
  BhdEventDraft draft = { "acme", "message.created", "c", NULL, "{}", NULL, 0 };
  g_autofree char *id = NULL;

  draft.seq = bhd_turn_reserve_seq (turn, "acme", error);
  id = g_strdup_printf ("m%03" G_GINT64_FORMAT, draft.seq);
  insert (turn, id, draft.seq, data, error);
  bhd_turn_publish (turn, &draft, error);
  return NULL;
}

static void
say (Fixture *f, const char *body)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (f->store, BHD_JOB_WRITE, say_job, (gpointer) body, &error);
  g_assert_no_error (error);
}

static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdFindFilter filter = { .organization_id = "acme",
                                 .match = data,
                                 .before_us = G_MAXINT64,
                                 .below_seq = G_GINT64_CONSTANT (1) << 39,
                                 .window = 1000 };
  g_autoptr (GPtrArray) list = bhd_find_rows_read (turn->db, &filter, error);
  guint found = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    found += ((BhdFindCandidate *) list->pdata[i])->message != NULL;
  return GUINT_TO_POINTER (found);
}

static void
assert_finds (Fixture *f, const char *match, guint n)
{
  gint64 end_us = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GError) error = NULL;
  guint found;

  do
    found = GPOINTER_TO_UINT (
        bhd_store_call (f->store, BHD_JOB_READ, find_job, (gpointer) match, &error));
  while (error == NULL && found != n && g_get_monotonic_time () < end_us);
  g_assert_no_error (error);
  g_assert_cmpuint (found, ==, n);
}

static void
open_again (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->store = bhd_store_new (f->path, 2, &error);
  g_assert_no_error (error);
}

static char *
index_path (Fixture *f)
{
  return g_build_filename (f->folder, "index.db", NULL);
}

static void
test_follows_and_goes_on (Fixture *f, gconstpointer data)
{
  say (f, "first lamp");
  assert_finds (f, "\"lamp\"", 1);
  g_clear_pointer (&f->store, bhd_store_free);
  open_again (f);
  say (f, "second lamp");
  assert_finds (f, "\"lamp\"", 2);
  assert_finds (f, "\"sec\" *", 1);
}

static void
test_missing_file_is_made_anew (Fixture *f, gconstpointer data)
{
  g_autofree char *path = index_path (f);

  for (guint i = 0; i < 1200; i++) /* more than two pieces */
    say (f, "many lamps");
  g_clear_pointer (&f->store, bhd_store_free);
  g_assert_cmpint (g_unlink (path), ==, 0);
  open_again (f);
  assert_finds (f, "\"lamps\" AND \"many\"", 1000); /* all that the window looks at */
}

static void
test_damaged_file_is_made_anew (Fixture *f, gconstpointer data)
{
  g_autofree char *path = index_path (f);
  g_autofree char *noise = g_strnfill (8192, 'x');
  g_autoptr (GError) error = NULL;

  say (f, "a lamp");
  g_clear_pointer (&f->store, bhd_store_free);
  g_file_set_contents (path, noise, 8192, &error);
  g_assert_no_error (error);
  open_again (f);
  assert_finds (f, "\"lamp\"", 1);
}

/* Searches may fail until then. */
static void
wait_until_finds (Fixture *f, const char *match, guint n)
{
  gint64 end_us = g_get_monotonic_time () + BHT_PATIENCE_US;
  guint found = 0;

  while (found != n && g_get_monotonic_time () < end_us)
    found = GPOINTER_TO_UINT (
        bhd_store_call (f->store, BHD_JOB_READ, find_job, (gpointer) match, NULL));
  g_assert_cmpuint (found, ==, n);
}

/* The first pages are left, so that it is found out by what is read later, not at once. */
static void
test_damage_is_found_while_running (Fixture *f, gconstpointer data)
{
  g_autofree char *path = index_path (f);
  g_autofree char *noise = g_strnfill (4096, 'x');
  FILE *file;

  say (f, "a lamp");
  assert_finds (f, "\"lamp\"", 1);
  g_clear_pointer (&f->store, bhd_store_free);
  file = fopen (path, "r+");
  for (guint page = 5; page < 9; page++)
    {
      fseek (file, page * 4096L, SEEK_SET);
      g_assert_cmpuint (fwrite (noise, 1, 4096, file), ==, 4096);
    }
  fclose (file);
  open_again (f);
  say (f, "another lamp");
  wait_until_finds (f, "\"lamp\"", 2);
}

static gpointer
restore_job (BhdTurn *turn, gpointer data, GError **error)
{
  bh_db_script (turn->db,
                "DELETE FROM message; DELETE FROM event; UPDATE feed SET seq = 1; "
                "DELETE FROM find_removed",
                error);
  insert (turn, "m900", 1, "what the backup had", error);
  return NULL;
}

/* The numbers of the log have gone back. */
static void
test_restored_database_is_read_anew (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  say (f, "a lamp");
  say (f, "another lamp");
  assert_finds (f, "\"lamp\"", 2);
  bhd_store_call (f->store, BHD_JOB_WRITE, restore_job, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&f->store, bhd_store_free);
  open_again (f);
  assert_finds (f, "\"backup\"", 1);
  assert_finds (f, "\"lamp\"", 0);
}

#define TEST(path, function)                                                                       \
  g_test_add (path, Fixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/find/follows-and-goes-on", test_follows_and_goes_on);
  TEST ("/store/find/missing-is-made-anew", test_missing_file_is_made_anew);
  TEST ("/store/find/damaged-is-made-anew", test_damaged_file_is_made_anew);
  TEST ("/store/find/damage-is-found-while-running", test_damage_is_found_while_running);
  TEST ("/store/find/restored-is-read-anew", test_restored_database_is_read_anew);
  return g_test_run ();
}
