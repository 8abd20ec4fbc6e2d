/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-transfers.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-handoffs-private.h"
#include "server/desk/flow/bhd-colleagues-private.h"
#include "server/desk/flow/bhd-mentions-private.h"
#include "server/desk/flow/bhd-team-giving-private.h"
#include "server/store/rows/bhd-message-rows.h"

static gboolean
check_transfer (const BhdTransfer *transfer, GError **error)
{
  if ((transfer->operator_id != NULL) == (transfer->team_id != NULL))
    return bhd_refuse_field (error, "operator_id", "say a colleague or a team, one of them");
  if (transfer->note != NULL && transfer->note_id == NULL)
    return bhd_refuse_field (error, "note_id", "a note needs an id, so that it is written once");
  return TRUE;
}

static gboolean
may_transfer (const BhdConversationRow *row, const BhdCaller *operator, GError ** error)
{
  const char *owner = row->fields.assignee_id;

  if (row->fields.status == BH_STATUS_RESOLVED)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CLOSED,
                   "this conversation is resolved: reopen it first");
      return FALSE;
    }
  if (owner == NULL || operator->role != BH_ROLE_AGENT ||
                           g_strcmp0 (owner, operator->operator_id) == 0)
    return TRUE;
  bhd_handoffs_set_claimed_error (row, error);
  return FALSE;
}

/* @repeated: (out): this very note is stored already.  Returns: FALSE with @error set. */
static gboolean
find_note (BhdTurn *turn,
           const BhdConversationRow *row,
           const BhdCaller *
           operator,
           const BhdTransfer * transfer,
           gboolean *repeated,
           GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhMessage) stored = NULL;

  *repeated = FALSE;
  if (transfer->note == NULL)
    return TRUE;
  stored = bhd_message_rows_find (turn->db, row->organization_id, transfer->note_id, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  *repeated = stored != NULL && stored->kind == BH_MESSAGE_NOTE &&
              g_strcmp0 (stored->author_id, operator->operator_id) == 0 &&
              g_strcmp0 (stored->conversation_id, row->fields.id) == 0;
  if (stored == NULL || *repeated)
    return TRUE;
  bhd_refuse_conflict (error, "message");
  return FALSE;
}

static gboolean
write_note (BhdTurn *turn,
            BhdConversationRow *row,
            const BhdCaller *
            operator,
            const BhdTransfer * transfer,
            GError **error)
{
  const char *const mentioned[] = { transfer->operator_id, NULL };
  g_autofree char *extra = NULL;
  g_autoptr (BhMessage) note = NULL;
  BhdSaying saying = { .id = transfer->note_id,
                       .author = BH_AUTHOR_OPERATOR,
                       .author_id = operator->operator_id,
                       .author_name = operator->name,
                       .kind = BH_MESSAGE_NOTE,
                       .body = transfer->note };

  if (transfer->note == NULL)
    return TRUE;
  if (!bhd_mentions_take (turn, row, operator, mentioned, &extra, error))
    return FALSE;
  saying.extra = extra;
  note = bhd_change_say (turn, row, &saying, error);
  return note != NULL;
}

static gboolean
give_to_person (BhdTurn *turn,
                BhdConversationRow *row,
                const BhdCaller *
                operator,
                const BhdTransfer * transfer,
                GError **error)
{
  g_autoptr (BhdColleague) found =
      bhd_colleagues_find (turn, row->organization_id, transfer->operator_id, "operator_id", error);
  BhdCaller to = { .who = BHD_OPERATOR };

  if (found == NULL || !write_note (turn, row, operator, transfer, error))
    return FALSE;
  if (g_strcmp0 (row->fields.assignee_id, found->id) == 0)
    return TRUE;

  to.operator_id = found->id;
  to.name = found->name;
  to.avatar = found->avatar;
  if (g_strcmp0 (operator->operator_id, found->id) != 0)
    bhd_mentions_add (row, found->id);
  return bhd_handoffs_hand_over (turn, row, &to, to.name, operator->operator_id, error);
}

static gboolean
give_to_team (BhdTurn *turn,
              BhdConversationRow *row,
              const BhdCaller *
              operator,
              const BhdTransfer * transfer,
              GError **error)
{
  gboolean there =
      bhd_conversation_row_waits (row) && g_strcmp0 (row->fields.team_id, transfer->team_id) == 0;

  if (!bhd_team_giving_set (turn, row, transfer->team_id, error) ||
      !write_note (turn, row, operator, transfer, error))
    return FALSE;
  return there || bhd_handoffs_hand_over (turn, row, NULL,
                                          row->fields.team_name, operator->operator_id, error);
}

BhConversation *
bhd_transfers_make (BhdTurn *turn,
                    const BhdCaller *
                    operator,
                    const char * id,
                    const BhdTransfer *transfer,
                    GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, id, error);
  gboolean repeated;

  if (row == NULL || !check_transfer (transfer, error) ||
      !find_note (turn, row, operator, transfer, &repeated, error))
    return NULL;
  if (!repeated && (!may_transfer (row, operator, error) ||
                    !(transfer->operator_id != NULL ? give_to_person : give_to_team) (
                        turn, row, operator, transfer, error)))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}
