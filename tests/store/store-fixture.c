/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/store/store-fixture.h"

#include "common/bh-error.h"
#include "server/store/rows/bhd-event-rows.h"
#include "server/store/rows/bhd-organization-rows.h"
#include "tests/bht-folder.h"

static gpointer
make_organization (BhdTurn *turn, gpointer data, GError **error)
{
  char *origins[] = { NULL };
  char id[] = "acme";
  char text[] = "";
  BhOrganization organization = { id, id, id, text, TRUE, text, origins, NULL, 1 };

  if (bhd_organization_rows_insert (turn->db, &organization, error))
    bhd_event_rows_start (turn->db, "acme", error);
  return NULL;
}

static void
committed_cb (GPtrArray *events, BhdWake wakes, gpointer data)
{
  StoreFixture *fixture = data;

  g_mutex_lock (&fixture->mutex);
  fixture->commits++;
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (fixture->published, bhd_event_ref (events->pdata[i]));
  g_mutex_unlock (&fixture->mutex);
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bellhop-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "bellhop.db", NULL);
  fixture->published = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_event_unref);
  g_mutex_init (&fixture->mutex);
  fixture->store = bhd_store_new (fixture->path, 2, &error);
  g_assert_no_error (error);
  bhd_store_set_commit_func (fixture->store, committed_cb, fixture);
  bhd_store_call (fixture->store, BHD_JOB_WRITE, make_organization, NULL, &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->store, bhd_store_free);
  bht_folder_remove (fixture->folder);
  g_clear_pointer (&fixture->published, g_ptr_array_unref);
  g_mutex_clear (&fixture->mutex);
  g_free (fixture->path);
  g_free (fixture->folder);
}

gpointer
store_job_publish (BhdTurn *turn, gpointer data, GError **error)
{
  BhdEventDraft draft = { "acme", "test", NULL, NULL, data, NULL, 0 };

  draft.seq = bhd_turn_reserve_seq (turn, "acme", error);
  if (draft.seq == 0 || !bhd_turn_publish (turn, &draft, error))
    return NULL;
  if (g_str_equal (data, "fail"))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "asked to fail");
      return NULL;
    }
  return GINT_TO_POINTER ((int) draft.seq);
}

gpointer
store_job_count (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) events =
      bhd_event_rows_list (turn->db, "acme", NULL, 0, 100000, 100000, error);

  return events != NULL ? GUINT_TO_POINTER (events->len) : NULL;
}
