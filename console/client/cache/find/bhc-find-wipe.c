/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "console/client/cache/find/bhc-find-index-private.h"

/* Full text marks what is deleted and leaves the words where they are until segments are merged.
 * After an erasure all are made one, in pieces; the pages that become free are overwritten
 * (secure_delete).  The old pages in the logs of index and cache go last: not before find_log,
 * which tells what was erased, is empty of it. */
#define PAGES 200 /* of segments in one transaction: some milliseconds */
#define PATIENCE_MS 100

/* PRAGMA user_version, so that it goes on after a restart. */
enum
{
  WIPED,
  WANTED,
  WIPING_SAID,
  WIPING_KNOWN,
  MERGED, /* only the logs are left */
};

static void
keep_number (BhDbRow *row, gpointer data)
{
  *(gint64 *) data = bh_db_row_int (row);
}

static gboolean
read_number (BhDb *db, const char *sql, gint64 *number, GError **error)
{
  return bh_db_each (db, sql, NULL, 0, keep_number, number, error) >= 0;
}

static gboolean
set_state (BhDb *db, int state, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", state);

  return bh_db_script (db, sql, error);
}

/* A negative number begins to make one segment of all, the same above 0 goes on; when hardly a row
 * was touched it is done. */
static gboolean
merge (BhDb *db, const char *sql, gint64 pages, gboolean *more, GError **error)
{
  gint64 before = 0, after = 0;

  if (!read_number (db, "SELECT total_changes ()", &before, error) ||
      !bh_db_put (db, sql, (const BhDbValue[]){ BH_INT (pages) }, 1, error) ||
      !read_number (db, "SELECT total_changes ()", &after, error))
    return FALSE;

  *more = after - before >= 2;
  return TRUE;
}

static gboolean
go_on (BhDb *db, gint64 *state, GError **error)
{
  static const char said[] = "INSERT INTO said_words (said_words, rank) VALUES ('merge', $1)";
  static const char known[] = "INSERT INTO known_words (known_words, rank) VALUES ('merge', $1)";
  gboolean more = FALSE;

  switch (*state)
    {
    case WANTED:
      *state = WIPING_SAID;
      return merge (db, said, -PAGES, &more, error) && merge (db, known, -PAGES, &more, error);
    case WIPING_SAID:
      if (!merge (db, said, PAGES, &more, error))
        return FALSE;
      break;
    case WIPING_KNOWN:
    default:
      if (!merge (db, known, PAGES, &more, error))
        return FALSE;
    }

  *state += more ? 0 : 1;
  return TRUE;
}

gboolean
bhc_find_wipe (BhDb *index, BhcFindStep *step, GError **error)
{
  gint64 state = WIPED;

  if (step->erased)
    return set_state (index, WANTED, error);
  if (!read_number (index, "PRAGMA user_version", &state, error))
    return FALSE;
  if (step->more || state == WIPED || state == MERGED)
    return TRUE;

  step->more = TRUE;
  return go_on (index, &state, error) && set_state (index, (int) state, error);
}

/* Lines of find_log that have been followed go by a job of the cache, which wakes us. */
static gboolean
is_log_told (BhDb *index, gboolean *told, GError **error)
{
  static const char sql[] =
      "SELECT EXISTS (SELECT 1 FROM kept.find_log WHERE n <= (SELECT done FROM state))";
  gint64 left = 0;

  if (!read_number (index, sql, &left, error))
    return FALSE;
  *told = left == 0;
  return TRUE;
}

gboolean
bhc_find_wipe_logs (BhDb *index, BhcFindStep *step, GError **error)
{
  gint64 state = WIPED;
  gboolean ready = FALSE;

  if (step->erased)
    step->more = TRUE;
  if (!read_number (index, "PRAGMA user_version", &state, error))
    return FALSE;
  if (step->more || state != MERGED)
    return TRUE;
  if (!is_log_told (index, &ready, error))
    return FALSE;
  if (!ready)
    return TRUE;
  if (!bh_db_drop_log (index, PATIENCE_MS, &step->wiped, error))
    return FALSE;

  step->more = !step->wiped;
  return !step->wiped || set_state (index, WIPED, error);
}
