/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/feed/hub-fixture.h"
#include "tests/bht-patience.h"

#include "common/bh-clock.h"
#include "server/store/rows/bhd-event-rows.h"
#include "server/store/rows/bhd-organization-rows.h"
#include "tests/bht-folder.h"

static gboolean
make_organization (BhdTurn *turn, char *id, GError **error)
{
  char *origins[] = { NULL };
  char text[] = "";
  BhOrganization organization = { id, id, id, text, TRUE, text, origins, NULL, 1 };

  return bhd_organization_rows_insert (turn->db, &organization, error) &&
         bhd_event_rows_start (turn->db, id, error);
}

static gpointer
make_organizations (BhdTurn *turn, gpointer data, GError **error)
{
  char acme[] = "acme", other[] = "other";

  if (make_organization (turn, acme, error))
    make_organization (turn, other, error);
  return NULL;
}

static void
committed_cb (GPtrArray *events, BhdWake wakes, gpointer data)
{
  HubFixture *fixture = data;

  bhd_hub_publish (fixture->hub, events);
}

void
hub_fixture_set_up (HubFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  bh_clock_set (NOW);
  fixture->folder = g_dir_make_tmp ("bellhop-feed-XXXXXX", &error);
  path = g_build_filename (fixture->folder, "bellhop.db", NULL);
  fixture->store = bhd_store_new (path, 2, &error);
  g_assert_no_error (error);
  fixture->hub = bhd_hub_new (fixture->store, 2, &error);
  g_assert_no_error (error);
  bhd_store_set_commit_func (fixture->store, committed_cb, fixture);
  bhd_store_call (fixture->store, BHD_JOB_WRITE, make_organizations, NULL, &error);
  g_assert_no_error (error);
}

void
hub_fixture_tear_down (HubFixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->hub, bhd_hub_free);
  g_clear_pointer (&fixture->store, bhd_store_free);
  bht_folder_remove (fixture->folder);
  g_free (fixture->folder);
  bh_clock_set (0);
}

typedef struct
{
  const char *organization_id;
  const char *contact_id;
  gsize size;
} Draft;

static gpointer
publish (BhdTurn *turn, gpointer data, GError **error)
{
  const Draft *wanted = data;
  g_autofree char *fill = g_strnfill (wanted->size, 'x');
  g_autofree char *body = NULL, *desk = NULL;
  BhdEventDraft draft = { wanted->organization_id, "test", "c1", wanted->contact_id };

  draft.seq = bhd_turn_reserve_seq (turn, draft.organization_id, error);
  if (draft.seq == 0)
    return NULL;

  body = wanted->size > 0 ? g_strdup_printf ("\"%s\"", fill)
                          : g_strdup_printf ("{\"n\":%d}", (int) draft.seq);
  draft.body = body;
  draft.desk = desk = g_strdup_printf ("{\"d\":%d}", (int) draft.seq);
  bhd_turn_publish (turn, &draft, error);
  return NULL;
}

static void
write_draft (HubFixture *fixture, Draft draft)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, publish, &draft, &error);
  g_assert_no_error (error);
}

void
hub_fixture_publish (HubFixture *fixture, const char *contact_id, guint n)
{
  while (n-- > 0)
    write_draft (fixture, (Draft){ "acme", contact_id, 0 });
}

void
hub_fixture_publish_other (HubFixture *fixture)
{
  write_draft (fixture, (Draft){ "other", NULL, 0 });
}

void
hub_fixture_publish_large (HubFixture *fixture, gsize size)
{
  write_draft (fixture, (Draft){ "acme", NULL, size });
}

static gpointer
prune (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_event_rows_prune (turn->db, "acme", *(gint64 *) data, error);
  return NULL;
}

void
hub_fixture_prune (HubFixture *fixture, gint64 seq)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, prune, &seq, &error);
  g_assert_no_error (error);
}

void
hub_fixture_await_count (HubFixture *fixture, guint n)
{
  gint64 deadline_us = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (bhd_hub_count (fixture->hub) != n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      g_usleep (500);
    }
}

void
hub_fixture_set_clock (HubFixture *fixture, gint64 now_us)
{
  bh_clock_set (now_us);
  bhd_hub_end_session (fixture->hub, "nobody's");
}
