/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-read-marks.h"

#include "server/desk/bhd-change-private.h"
#include "server/store/rows/bhd-message-rows.h"

/* Repeats and latecomers change nothing. */
static gboolean
move (BhdTurn *turn, BhdConversationRow *row, gboolean visitor, gint64 seq, GError **error)
{
  BhConversation *fields = &row->fields;
  gint64 *mark = visitor ? &fields->visitor_read_seq : &fields->operator_read_seq;
  gint64 *unread = visitor ? &fields->visitor_unread : &fields->unread;
  const BhdReader reader = { row->organization_id, fields->id, visitor };
  gint64 new_mark = 0, new_unread = 0;

  if (seq <= *mark)
    return TRUE;
  if (!bhd_message_rows_read (turn->db, &reader, seq, &new_mark, &new_unread, error))
    return FALSE;
  if (new_mark <= *mark)
    return TRUE;

  *mark = new_mark;
  *unread = new_unread;
  return bhd_change_announce (turn, row, "conversation.updated", TRUE, error);
}

BhConversation *
bhd_read_marks_move (BhdTurn *turn,
                     const BhdCaller *caller,
                     const char *conversation_id,
                     gint64 seq,
                     GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, conversation_id, error);

  if (row == NULL || !move (turn, row, caller->who == BHD_VISITOR, seq, error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}
