/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/api/bhd-api-history.h"

#include "common/bh-error.h"
#include "server/store/rows/bhd-message-rows.h"

#define PAGE 200

GPtrArray *
bhd_api_history_list (BhdTurn *turn,
                      const BhdCaller *program,
                      gint64 before_us,
                      const char *before_id,
                      guint limit,
                      gint64 *total,
                      GError **error)
{
  *total = bhd_api_chat_rows_count (turn->db, program->organization_id, error);
  if (*total < 0)
    return NULL;
  return bhd_api_chat_rows_list (turn->db, program->organization_id,
                                 before_us > 0 ? before_us : G_MAXINT64,
                                 before_id != NULL ? before_id : "", limit, error);
}

BhdApiConversation *
bhd_api_history_find (BhdTurn *turn, const BhdCaller *program, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdApiConversation *found =
      bhd_api_chat_rows_find (turn->db, program->organization_id, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (found == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no such conversation");
  return found;
}

GPtrArray *
bhd_api_history_page (BhdTurn *turn,
                      const BhdCaller *program,
                      const char *conversation_id,
                      gint64 after,
                      gint64 *upto,
                      GError **error)
{
  const BhdMessagePage page = { .organization_id = program->organization_id,
                                .conversation_id = conversation_id,
                                .after = MAX (after, 1), /* 0 would be the last page */
                                .limit = PAGE };
  GPtrArray *messages = bhd_message_rows_page (turn->db, &page, error);

  if (messages == NULL)
    return NULL;
  *upto = 0;
  if (messages->len == PAGE)
    *upto = ((const BhMessage *) g_ptr_array_index (messages, PAGE - 1))->seq;
  for (guint i = messages->len; i > 0; i--)
    if (((const BhMessage *) g_ptr_array_index (messages, i - 1))->kind != BH_MESSAGE_TEXT)
      g_ptr_array_remove_index (messages, i - 1);
  return messages;
}
