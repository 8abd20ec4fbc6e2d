/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-csat.h"

#include "common/bh-error.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/hooks/bhd-hook-events.h"

static gboolean
is_repeat (const BhConversation *fields, gint64 score, const char *comment)
{
  return fields->csat_score == score && g_strcmp0 (fields->csat_comment, comment) == 0;
}

static gboolean
may_give (const BhConversation *fields, GError **error)
{
  if (fields->csat_score != 0)
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "this conversation has been rated: a rating is given once");
  else if (fields->status != BH_STATUS_RESOLVED)
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "this conversation is open: rate it when it is closed");
  else
    return TRUE;
  return FALSE;
}

BhConversation *
bhd_csat_give (BhdTurn *turn,
               const BhdCaller *visitor,
               const char *conversation_id,
               gint64 score,
               const char *comment,
               gboolean *created,
               GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, visitor, conversation_id, error);
  BhConversation *fields = row != NULL ? &row->fields : NULL;

  g_assert (visitor->who == BHD_VISITOR);

  *created = FALSE;
  if (row == NULL)
    return NULL;
  if (is_repeat (fields, score, comment))
    return bhd_conversation_row_freeze (g_steal_pointer (&row));
  if (!may_give (fields, error))
    return NULL;

  fields->csat_score = score;
  fields->csat_us = turn->now_us;
  bhd_change_set (&fields->csat_comment, comment);
  if (!bhd_conversation_rows_rate (turn->db, row, error) ||
      !bhd_change_announce (turn, row, "conversation.updated", TRUE, error) ||
      !bhd_hook_events_note_change (turn, row, NULL, "csat.submitted", error))
    return NULL;
  *created = TRUE;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}
