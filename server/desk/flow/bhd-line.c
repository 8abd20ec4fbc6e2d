/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-line.h"

#include <string.h>

GPtrArray *
bhd_line_list (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_line_rows_list (turn->db, organization_id, BHD_LINE_MAX, error);
}

static gboolean
waits (const BhConversation *conversation)
{
  return conversation->status == BH_STATUS_ESCALATED && conversation->assignee_id == NULL &&
         conversation->snoozed_until_us == 0;
}

gboolean
bhd_line_place (BhdTurn *turn,
                const char *organization_id,
                BhConversation *conversation,
                GError **error)
{
  g_autoptr (GError) inner = NULL;

  conversation->queue_position = 0;
  if (waits (conversation))
    conversation->queue_position =
        bhd_line_rows_count (turn->db, organization_id, conversation->waiting_since_us,
                             conversation->id, BHD_LINE_MAX, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gint64
find_place (GPtrArray *line, const char *conversation_id)
{
  for (guint i = 0; i < line->len; i++)
    if (strcmp (((const BhdLinePlace *) line->pdata[i])->conversation_id, conversation_id) == 0)
      return i + 1;
  return 0;
}

gboolean
bhd_line_place_all (BhdTurn *turn,
                    const char *organization_id,
                    GPtrArray *conversations,
                    GError **error)
{
  g_autoptr (GPtrArray) line = NULL;

  for (guint i = 0; i < conversations->len; i++)
    {
      BhConversation *conversation = g_ptr_array_index (conversations, i);

      if (!waits (conversation))
        continue;
      if (line == NULL)
        line = bhd_line_list (turn, organization_id, error);
      if (line == NULL)
        return FALSE;
      conversation->queue_position = find_place (line, conversation->id);
    }
  return TRUE;
}
