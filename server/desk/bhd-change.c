/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-change-private.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/notice/bh-notice.h"
#include "server/desk/flow/bhd-line.h"
#include "server/desk/hooks/bhd-hook-events.h"
#include "server/store/rows/bhd-contact-rows.h"
#include "server/store/rows/bhd-message-rows.h"
#include "server/store/rows/flow/bhd-due-rows.h"

#define PREVIEW 200 /* characters of the last message in the inbox */

BhdConversationRow *
bhd_change_begin (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  const char *contact_id = caller->who == BHD_VISITOR ? caller->contact_id : NULL;
  g_autoptr (GError) inner = NULL;
  BhdConversationRow *row = NULL;

  if (caller->organization_id != NULL && (contact_id != NULL || caller->who == BHD_OPERATOR))
    row = bhd_conversation_rows_find (turn->db, caller->organization_id, contact_id, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (row == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no such conversation");
  return row;
}

BhdConversationRow *
bhd_change_begin_desk (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  if (operator->who == BHD_OPERATOR)
    return bhd_change_begin (turn, operator, id, error);

  g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN, "only an operator may do this");
  return NULL;
}

void
bhd_change_set (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

static char *
preview (const char *body)
{
  const char *end = body;

  for (guint i = 0; i < PREVIEW && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  return g_strndup (body, (gsize) (end - body));
}

static char *
write_body (const BhdConversationRow *row, const BhMessage *message)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  if (message != NULL)
    bh_message_write_json (message, &json, "message");
  if (message == NULL || message->kind != BH_MESSAGE_NOTE)
    bh_conversation_write_visitor_json (&row->fields, row->ai_name, &json, "conversation");
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

static char *
write_desk (const BhdConversationRow *row)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_conversation_write_json (&row->fields, &json, "conversation");
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

/* Not for each text, which is posted often: clients know the place from before. */
static gboolean
find_place (BhdTurn *turn, BhdConversationRow *row, const BhMessage *message, GError **error)
{
  row->fields.queue_position = 0;
  return (message != NULL && message->kind != BH_MESSAGE_NOTICE) ||
         bhd_line_place (turn, row->organization_id, &row->fields, error);
}

static gboolean
publish (BhdTurn *turn,
         BhdConversationRow *row,
         const BhMessage *message,
         const char *type,
         gboolean visible,
         GError **error)
{
  gboolean waits = bhd_conversation_row_waits (row);
  g_autofree char *body = NULL;
  g_autofree char *desk = NULL;
  BhdEventDraft draft = { row->organization_id, type, row->fields.id,
                          visible ? row->fields.contact_id : NULL };

  if (visible && !find_place (turn, row, message, error))
    return FALSE;
  draft.body = body = write_body (row, message);
  draft.desk = desk = write_desk (row);
  draft.seq = row->fields.seq;
  draft.line = waits != row->queued;
  row->queued = waits;
  return bhd_turn_publish (turn, &draft, error) &&
         bhd_hook_events_note_change (turn, row, message, type, error);
}

static gboolean
take_number (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  gint64 seq = bhd_turn_reserve_seq (turn, row->organization_id, error);

  if (seq == 0)
    return FALSE;
  row->fields.seq = seq;
  return TRUE;
}

/* A note stays out of everything a visitor could infer it from; a notice is nobody's words. */
static void
show_last (BhdConversationRow *row, const BhMessage *message, const char *title)
{
  BhConversation *fields = &row->fields;

  if (message->kind == BH_MESSAGE_NOTE)
    return;

  fields->updated_us = message->created_us;
  if (message->kind == BH_MESSAGE_NOTICE)
    return;

  fields->message_count++;
  fields->last_author = message->author;
  fields->last_kind = message->kind;
  bhd_change_set (&fields->last_author_name, message->author_name);
  g_free (fields->last_body);
  fields->last_body = preview (*message->body == '\0' && title != NULL ? title : message->body);
  fields->last_created_us = message->created_us;
  fields->last_seq = message->seq;
}

/* Who writes has read what was there; what the others write is still to be read. */
static void
count_for_visitor (BhdConversationRow *row, const BhMessage *message)
{
  BhConversation *fields = &row->fields;

  if (message->author == BH_AUTHOR_VISITOR)
    {
      row->visitor_seq = message->seq;
      fields->visitor_read_seq = message->seq;
      fields->visitor_unread = 0;
    }
  else if (message->kind == BH_MESSAGE_TEXT)
    fields->visitor_unread++;
}

static BhMessage *
message_from_saying (BhdTurn *turn, const BhdConversationRow *row, const BhdSaying *saying)
{
  BhMessage fields = { 0 };

  fields.id = saying->id != NULL ? g_strdup (saying->id) : bh_id_new ();
  fields.conversation_id = g_strdup (row->fields.id);
  fields.seq = row->fields.seq;
  fields.author = saying->author;
  fields.author_id = g_strdup (saying->author_id);
  fields.author_name = g_strdup (saying->author_name);
  fields.kind = saying->kind;
  fields.notice = g_strdup (saying->notice);
  fields.body = g_strdup (saying->body);
  fields.sources = g_strdup (saying->sources);
  fields.extra = g_strdup (saying->extra);
  fields.created_us = turn->now_us;
  return bh_message_new_take (&fields);
}

/* Not with every message: the list of contacts need not know it to the second. */
static gboolean
note_activity (BhdTurn *turn, BhdConversationRow *row, GError **error)
{
  if (turn->now_us - row->contact_last_us < BHD_CONTACT_PATIENCE)
    return TRUE;
  row->contact_last_us = turn->now_us;
  return bhd_contact_rows_touch (turn->db, row->organization_id, row->fields.contact_id,
                                 turn->now_us, error);
}

BhMessage *
bhd_change_say (BhdTurn *turn, BhdConversationRow *row, const BhdSaying *saying, GError **error)
{
  gboolean note = saying->kind == BH_MESSAGE_NOTE;
  g_autoptr (BhMessage) message = NULL;

  if (!take_number (turn, row, error))
    return NULL;

  message = message_from_saying (turn, row, saying);
  show_last (row, message, saying->title);
  count_for_visitor (row, message);

  if (!note_activity (turn, row, error) ||
      !bhd_message_rows_insert (turn->db, row->organization_id, message, error) ||
      !bhd_conversation_rows_update (turn->db, row, error) ||
      !publish (turn, row, message, note ? "note.created" : "message.created", !note, error))
    return NULL;
  return g_steal_pointer (&message);
}

static BhMessage *
store_extra (BhdTurn *turn,
             const BhdConversationRow *row,
             const char *message_id,
             const char *extra,
             GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhMessage) message = NULL;

  if (!bhd_message_rows_set_extra (turn->db, row->organization_id, message_id, extra, error))
    return NULL;

  message = bhd_message_rows_find (turn->db, row->organization_id, message_id, &inner);
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (message == NULL || !g_str_equal (message->conversation_id, row->fields.id))
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no such message in this conversation");
  else
    return g_steal_pointer (&message);
  return NULL;
}

BhMessage *
bhd_change_amend (BhdTurn *turn,
                  const BhdConversationRow *row,
                  const char *message_id,
                  const char *extra,
                  GError **error)
{
  g_autoptr (BhMessage) message = store_extra (turn, row, message_id, extra, error);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  BhdEventDraft draft = { row->organization_id, "message.updated", row->fields.id };

  draft.seq = message != NULL ? bhd_turn_reserve_seq (turn, row->organization_id, error) : 0;
  if (draft.seq == 0)
    return NULL;

  bh_json_begin_object (&json, NULL);
  bh_message_write_json (message, &json, "message");
  bh_json_end_object (&json);
  draft.body = body = bh_json_writer_steal (&json);
  draft.contact_id = message->kind != BH_MESSAGE_NOTE ? row->fields.contact_id : NULL;
  return bhd_turn_publish (turn, &draft, error) ? g_steal_pointer (&message) : NULL;
}

gboolean
bhd_change_notice_by (BhdTurn *turn,
                      BhdConversationRow *row,
                      const char *code,
                      const char *name,
                      const char *by,
                      GError **error)
{
  g_autofree char *body = bh_notice_write (code, name);
  g_autoptr (BhMessage) message = NULL;
  BhdSaying saying = { .author = BH_AUTHOR_SYSTEM,
                       .author_id = by,
                       .author_name = name,
                       .kind = BH_MESSAGE_NOTICE,
                       .notice = code,
                       .body = body };

  g_assert (body != NULL);
  message = bhd_change_say (turn, row, &saying, error);
  return message != NULL;
}

gboolean
bhd_change_notice (BhdTurn *turn,
                   BhdConversationRow *row,
                   const char *code,
                   const char *name,
                   GError **error)
{
  return bhd_change_notice_by (turn, row, code, name, NULL, error);
}

gboolean
bhd_change_announce (BhdTurn *turn,
                     BhdConversationRow *row,
                     const char *type,
                     gboolean visible,
                     GError **error)
{
  return take_number (turn, row, error) && bhd_conversation_rows_update (turn->db, row, error) &&
         publish (turn, row, NULL, type, visible, error);
}

gboolean
bhd_change_touch (BhdTurn *turn, const BhdConversationRow *row, GError **error)
{
  return bhd_due_rows_set_idle (turn->db, row->organization_id, row->fields.id, turn->now_us,
                                error);
}
