/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/trouble/daemon-state.h"

#include "common/bh-db.h"

static void
run (const char *command, const char *from, const char *to)
{
  const char *argv[] = { command, "-rf", from, to, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

void
daemon_state_copy (BhtBellhopd *daemon, const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (bht_bellhopd_dir (daemon), from, NULL);
  g_autofree char *target = g_build_filename (bht_bellhopd_dir (daemon), to, NULL);

  bht_bellhopd_terminate (daemon);
  run ("rm", target, target);
  run ("cp", source, target);
  bht_bellhopd_start (daemon);
}

void
daemon_state_alter (BhtBellhopd *daemon, const char *sql)
{
  g_autofree char *path = g_build_filename (bht_bellhopd_dir (daemon), "state", "bellhop.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_CACHE, &error);

  g_assert_no_error (error);
  bh_db_script (db, sql, &error);
  g_assert_no_error (error);
}
