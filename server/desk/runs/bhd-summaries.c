/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/runs/bhd-summaries.h"

#include "server/desk/bhd-runs-private.h"
#include "server/store/rows/bhd-handoff-rows.h"

gboolean
bhd_summaries_ask (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  if (!row->ai_enabled)
    return TRUE;
  turn->wakes |= BHD_WAKE_AGENT;
  return bhd_handoff_rows_ask_summary (turn->db, row->organization_id, row->fields.handoff_id,
                                       error);
}

/* Returns: (nullable): the conversation where this is its open handoff. */
static BhdConversationRow *
find_open (BhdTurn *turn,
           const char *organization_id,
           const char *conversation_id,
           const char *handoff_id,
           GError **error)
{
  g_autoptr (BhdConversationRow) row =
      bhd_conversation_rows_find (turn->db, organization_id, NULL, conversation_id, error);

  if (row == NULL || row->fields.status != BH_STATUS_ESCALATED ||
      g_strcmp0 (row->fields.handoff_id, handoff_id) != 0)
    return NULL;
  return g_steal_pointer (&row);
}

BhdRun *
bhd_summaries_take (BhdTurn *turn, GError **error)
{
  g_auto (GStrv) found = bhd_handoff_rows_take_summary (turn->db, error);
  g_autoptr (BhdConversationRow) row = NULL;
  BhdRun *run = NULL;

  if (found != NULL)
    row = find_open (turn, found[0], found[2], found[1], error);
  if (row != NULL)
    run = bhd_runs_read_row (turn, row, error);
  if (run != NULL)
    bhd_change_set (&run->id, found[1]);
  return run;
}

gboolean
bhd_summaries_put (BhdTurn *turn, const BhdRun *run, const char *summary, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdConversationRow) row =
      find_open (turn, run->organization_id, run->conversation_id, run->id, &inner);

  if (row == NULL)
    {
      if (inner != NULL)
        g_propagate_error (error, g_steal_pointer (&inner));
      return inner == NULL && (error == NULL || *error == NULL);
    }
  bhd_change_set (&row->fields.handoff_summary, summary);
  return bhd_handoff_rows_set_summary (turn->db, row->organization_id, run->id, summary, error) &&
         bhd_change_announce (turn, row, "conversation.updated", FALSE, error);
}
