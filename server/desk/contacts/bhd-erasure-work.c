/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-erasures.h"

#include "common/bh-clock.h"
#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/bhd-chores.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/bhd-event-rows.h"
#include "server/store/rows/contacts/bhd-erasure-rows.h"
#include "server/store/rows/knowledge/bhd-gap-rows.h"
#include "server/store/rows/knowledge/bhd-phrasing-rows.h"

#include <string.h>

#define LOG_PIECE 2000 /* events that are looked at */
#define AGAIN BH_HOUR

/* What the log says of it is to be forgotten as well. */
static gboolean
add (BhdTurn *turn, const BhdErasure *erasure, const char *kind, const char *id, GError **error)
{
  return bhd_erasure_rows_add (turn->db, erasure->organization_id, kind, id, turn->now_us, error);
}

static gboolean
leave_gap (BhdTurn *turn, const BhdErasure *erasure, const char *id, GError **error)
{
  gboolean gone = FALSE;

  if (!bhd_erasure_rows_leave_gap (turn->db, erasure, id, &gone, error) ||
      !add (turn, erasure, "gap", id, error))
    return FALSE;
  return !gone || bhd_tell_gone (turn, erasure->organization_id, "gap.deleted", "gap", id, error);
}

static gboolean
drop_phrasing (BhdTurn *turn, const BhdErasure *erasure, const char *id, GError **error)
{
  return bhd_phrasing_rows_delete (turn->db, erasure->organization_id, id, error) &&
         add (turn, erasure, "phrasing", id, error) &&
         bhd_tell_gone (turn, erasure->organization_id, "phrasing.deleted", "phrasing", id, error);
}

typedef char **(*ListFunc) (BhDb *db, const BhdErasure *conversation, GError **error);
typedef gboolean (*DropFunc) (BhdTurn *turn, const BhdErasure *erasure, const char *id, GError **);

static gboolean
drop_each (BhdTurn *turn, const BhdErasure *erasure, ListFunc list, DropFunc drop, GError **error)
{
  g_auto (GStrv) ids = list (turn->db, erasure, error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!drop (turn, erasure, ids[i], error))
      return FALSE;
  return ids != NULL;
}

/* Files, and what was learnt from its questions: a handful of each. */
static gboolean
drop_learnt (BhdTurn *turn, const BhdErasure *erasure, GError **error)
{
  if (strcmp (erasure->kind, "conversation") != 0)
    return TRUE;
  return bhd_attachments_erase (turn, erasure->organization_id, erasure->subject_id, error) &&
         drop_each (turn, erasure, bhd_erasure_rows_list_gaps, leave_gap, error) &&
         drop_each (turn, erasure, bhd_erasure_rows_list_phrasings, drop_phrasing, error) &&
         bhd_erasure_rows_unlink_phrasings (turn->db, erasure, error);
}

/* @done: (out): the log is empty of it up to its head. */
static gboolean
empty_log (BhdTurn *turn, const BhdErasure *erasure, gboolean *done, GError **error)
{
  gint64 head = 0, pruned = 0;
  gint64 from, upto;

  if (!bhd_event_rows_head (turn->db, erasure->organization_id, &head, &pruned, error))
    return FALSE;
  from = MAX (erasure->log_seq, pruned);
  upto = MIN (from + LOG_PIECE, head);
  *done = upto == head;
  return bhd_erasure_rows_empty_log (turn->db, erasure->organization_id,
                                     MIN (erasure->log_seq, from), upto, error);
}

static gboolean
work_on (BhdTurn *turn, const BhdErasure *erasure, GError **error)
{
  gboolean more = FALSE, done = FALSE;

  if (!bhd_erasure_rows_sweep (turn->db, erasure, BHD_CHORE_PIECE, turn->now_us, &more, error))
    return FALSE;
  if (more)
    return TRUE;
  if (!drop_learnt (turn, erasure, error) || !empty_log (turn, erasure, &done, error))
    return FALSE;
  return !done || bhd_erasure_rows_finish (turn->db, erasure, turn->now_us + AGAIN, error);
}

gboolean
bhd_erasures_work (BhdTurn *turn, gboolean *more, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdErasure) erasure = bhd_erasure_rows_next (turn->db, turn->now_us, &inner);

  *more = erasure != NULL;
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  return erasure == NULL || work_on (turn, erasure, error);
}
