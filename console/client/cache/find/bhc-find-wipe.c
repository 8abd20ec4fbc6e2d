/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "common/find/bh-find-merge.h"
#include "console/client/cache/find/bhc-find-index-private.h"

/* What was erased is overwritten by merging, see bh-find-merge.h.  The old pages in the logs of
 * index and cache go last: not before find_log, which tells what was erased, is empty of it. */
#define PAGES 200 /* of segments in one transaction: some milliseconds */
#define PATIENCE_MS 100

/* How far it is: what bh_find_merge_get_state() tells. */
enum
{
  WIPED,
  WANTED,
  WIPING_SAID,
  WIPING_KNOWN,
  MERGED, /* only the logs are left */
};

static gboolean
go_on (BhDb *db, gint64 *state, GError **error)
{
  static const char said[] = BH_FIND_MERGE ("said_words");
  static const char known[] = BH_FIND_MERGE ("known_words");
  gboolean more = FALSE;

  switch (*state)
    {
    case WANTED:
      *state = WIPING_SAID;
      return bh_find_merge_piece (db, said, -PAGES, &more, error) &&
             bh_find_merge_piece (db, known, -PAGES, &more, error);
    case WIPING_SAID:
      if (!bh_find_merge_piece (db, said, PAGES, &more, error))
        return FALSE;
      break;
    case WIPING_KNOWN:
    default:
      if (!bh_find_merge_piece (db, known, PAGES, &more, error))
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
    return bh_find_merge_set_state (index, WANTED, error);
  if (!bh_find_merge_get_state (index, &state, error))
    return FALSE;
  if (step->more || state == WIPED || state == MERGED)
    return TRUE;

  step->more = TRUE;
  return go_on (index, &state, error) && bh_find_merge_set_state (index, state, error);
}

/* Lines of find_log that have been followed go by a job of the cache, which wakes us. */
static gboolean
is_log_told (BhDb *index, gboolean *told, GError **error)
{
  static const char sql[] =
      "SELECT EXISTS (SELECT 1 FROM kept.find_log WHERE n <= (SELECT done FROM state))";
  gint64 left = 0;

  if (bh_db_each (index, sql, NULL, 0, bh_db_row_keep_int, &left, error) < 0)
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
  if (!bh_find_merge_get_state (index, &state, error))
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
  return !step->wiped || bh_find_merge_set_state (index, WIPED, error);
}
