/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-ahead.h"

#include "common/bh-error.h"
#include "console/client/cache/bhc-write.h"

#include <glib/gi18n.h>

static gboolean
note (BhcWrite *write,
      gint64 seq,
      const char *conversation,
      const char *message,
      gint64 told,
      GError **error)
{
  static const char sql[] =
      "INSERT INTO ahead (seq, conversation_id, message_id) VALUES ($1, $2, $3)";

  return seq <= told ||
         bh_db_exec (write->db, sql, g_variant_new ("(xsms)", seq, conversation, message), error);
}

gboolean
bhc_ahead_note (BhcWrite *write,
                const BhConversation *conversation,
                const BhMessage *message,
                GError **error)
{
  gint64 told;

  if (!bhc_write_get_seq (write, &told, error))
    return FALSE;
  if (conversation != NULL && !note (write, conversation->seq, conversation->id, NULL, told, error))
    return FALSE;

  return message == NULL ||
         note (write, message->seq, message->conversation_id, message->id, told, error);
}

/* The event's copy of a conversation is the one to believe, though an answer had the same number.
 */
static gboolean
give_way (BhcWrite *write, const BhcFrame *frame, const char *conversation, GError **error)
{
  static const char sql[] = "UPDATE conversation SET seq = $2 - 1 WHERE id = $1 AND seq = $2 "
                            "AND EXISTS (SELECT 1 FROM ahead WHERE seq = $2)";

  return bh_db_exec (write->db, sql, g_variant_new ("(sx)", conversation, frame->seq), error);
}

gboolean
bhc_ahead_meet (BhcWrite *write, const BhcFrame *frame, GError **error)
{
  static const char met[] =
      "DELETE FROM ahead WHERE seq = $1 AND ($2 IS NULL OR conversation_id = $2) "
      "AND ($3 IS NULL OR message_id IS NULL OR message_id = $3)";
  const char *message = frame->message != NULL ? frame->message->id : NULL;
  const char *conversation = frame->conversation != NULL ? frame->conversation->id
                             : message != NULL           ? frame->message->conversation_id
                                                         : NULL;

  if (frame->conversation != NULL && !give_way (write, frame, conversation, error))
    return FALSE;

  return bh_db_exec (write->db, met, g_variant_new ("(xmsms)", frame->seq, conversation, message),
                     error);
}

gboolean
bhc_ahead_check (BhcWrite *write, gint64 seq, GError **error)
{
  static const char sql[] = "SELECT COUNT (*) FROM ahead WHERE seq <= $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (write->db, "(x)", sql, g_variant_new ("(x)", seq), error);
  gint64 passed;

  if (row == NULL)
    return FALSE;

  g_variant_get (row, "(x)", &passed);
  if (passed == 0)
    return TRUE;

  g_set_error_literal (error, BH_ERROR, BH_ERROR_STALE,
                       _ ("the server no longer has what it told: everything is fetched anew"));
  return FALSE;
}

gboolean
bhc_ahead_forget (BhcWrite *write, GError **error)
{
  return bh_db_script (write->db, "DELETE FROM ahead", error);
}
