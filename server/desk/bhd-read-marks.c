/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-read-marks.h"

#include "server/desk/bhd-change-private.h"
#include "server/desk/flow/bhd-mentions-private.h"
#include "server/store/rows/bhd-message-rows.h"
#include "server/store/rows/flow/bhd-later-rows.h"

/* Repeats and latecomers change nothing.  @moved: (out) */
static gboolean
move (BhdTurn *turn,
      BhdConversationRow *row,
      gboolean visitor,
      gint64 seq,
      gboolean *moved,
      GError **error)
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
  *moved = TRUE;
  return TRUE;
}

/* Who was mentioned has read it, unless that stands behind what they have seen. */
static gboolean
answer_mention (BhdTurn *turn,
                BhdConversationRow *row,
                const BhdCaller *
                operator,
                gint64 seq,
                gboolean *read,
                GError **error)
{
  const BhdLater later = { row->organization_id, row->fields.id, seq, operator->operator_id };
  gboolean unread = FALSE;

  if (operator->who != BHD_OPERATOR || !bhd_mentions_have (row, operator->operator_id))
    return TRUE;
  if (!bhd_later_rows_find_mention (turn->db, &later, &unread, error))
    return FALSE;
  if (!unread)
    bhd_mentions_remove (row, operator->operator_id);
  *read = !unread;
  return TRUE;
}

BhConversation *
bhd_read_marks_move (BhdTurn *turn,
                     const BhdCaller *caller,
                     const char *conversation_id,
                     gint64 seq,
                     GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, conversation_id, error);

  gboolean moved = FALSE, read = FALSE;

  if (row == NULL || !move (turn, row, caller->who == BHD_VISITOR, seq, &moved, error) ||
      !answer_mention (turn, row, caller, seq, &read, error))
    return NULL;
  if ((moved || read) && !bhd_change_announce (turn, row, "conversation.updated", moved, error))
    return NULL;
  return bhd_conversation_row_freeze (g_steal_pointer (&row));
}
