/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/find/bh-find-merge.h"
#include "common/bh-db-row.h"

static gboolean
count_changes (BhDb *db, gint64 *count, GError **error)
{
  static const char sql[] = "SELECT total_changes ()";

  return bh_db_each (db, sql, NULL, 0, bh_db_row_keep_int, count, error) >= 0;
}

gboolean
bh_find_merge_piece (BhDb *db, const char *merge, int pages, gboolean *more, GError **error)
{
  gint64 before = 0, after = 0;

  if (!count_changes (db, &before, error) ||
      !bh_db_put (db, merge, (const BhDbValue[]){ BH_INT (pages) }, 1, error) ||
      !count_changes (db, &after, error))
    return FALSE;

  *more = after - before >= 2; /* FTS5 says so: fewer, and there was nothing to do */
  return TRUE;
}

gboolean
bh_find_merge_get_state (BhDb *db, gint64 *state, GError **error)
{
  static const char sql[] = "PRAGMA user_version";

  return bh_db_each (db, sql, NULL, 0, bh_db_row_keep_int, state, error) >= 0;
}

gboolean
bh_find_merge_set_state (BhDb *db, gint64 state, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, state);

  return bh_db_script (db, sql, error);
}
