/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/flow/bhd-team-giving-private.h"
#include "server/store/rows/flow/bhd-sorting-rows.h"

gboolean
bhd_team_giving_set (BhdTurn *turn, BhdConversationRow *row, const char *team_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *name = NULL;

  if (team_id != NULL)
    name = bhd_sorting_rows_team (turn->db, row->organization_id, team_id, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (team_id != NULL && name == NULL)
    return bhd_refuse_field (error, "team_id", "there is no such team");

  bhd_change_set (&row->fields.team_id, team_id);
  bhd_change_set (&row->fields.team_name, name);
  return TRUE;
}
