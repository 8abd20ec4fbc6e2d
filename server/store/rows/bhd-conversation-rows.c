/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-conversation-rows.h"

/* A time that is not there is 0. */
#define SELECT_ROW                                                                                 \
  "SELECT c.organization_id, c.id, c.status, c.channel, c.priority, c.contact_id, k.name, "        \
  "k.email, k.created_us, k.metadata, c.assignee_id, o.name, c.handoff_id, h.status, h.reason, "   \
  "h.summary, COALESCE(h.created_us, 0), COALESCE(h.claimed_us, 0), "                              \
  "COALESCE(c.waiting_since_us, 0), c.unread, c.message_count, COALESCE(c.last_author, ''), "      \
  "c.last_author_name, COALESCE(c.last_kind, ''), c.last_body, COALESCE(c.last_created_us, 0), "   \
  "COALESCE(c.last_seq, 0), c.created_us, c.updated_us, c.seq, c.visitor_seq, c.boundary_seq, "    \
  "g.ai_enabled, g.ai_name, g.webhook_url "                                                        \
  "FROM conversation c "                                                                           \
  "JOIN organization g ON g.id = c.organization_id "                                               \
  "JOIN contact k ON k.organization_id = c.organization_id AND k.id = c.contact_id "               \
  "LEFT JOIN operator o ON o.id = c.assignee_id AND o.organization_id = c.organization_id "        \
  "LEFT JOIN handoff h ON h.organization_id = c.organization_id AND h.id = c.handoff_id "
#define ROW "(ssssssssxmsmsmsmsmsmsmsxxxxxsmssmsxxxxxxxxsms)"
#define READ_ROW "(ss&ssssssxmsmsmsmsmsmsmsxxxxx&sms&smsxxxxxxxxsms)"

static void
row_clear (BhdConversationRow *self)
{
  BhConversation *f = &self->fields;
  char **strings[] = { &self->organization_id,
                       &self->ai_name,
                       &self->webhook_url,
                       &f->id,
                       &f->channel,
                       &f->priority,
                       &f->contact_id,
                       &f->contact_name,
                       &f->contact_email,
                       &f->contact_metadata,
                       &f->assignee_id,
                       &f->assignee_name,
                       &f->handoff_id,
                       &f->handoff_status,
                       &f->handoff_reason,
                       &f->handoff_summary,
                       &f->last_author_name,
                       &f->last_body };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer (strings[i], g_free);
}

void
bhd_conversation_row_free (BhdConversationRow *self)
{
  row_clear (self);
  g_free (self);
}

BhConversation *
bhd_conversation_row_freeze (BhdConversationRow *self)
{
  BhConversation *record = bh_conversation_new_take (&self->fields);

  self->fields = (BhConversation){ 0 };
  bhd_conversation_row_free (self);
  return record;
}

static void
read_row (GVariant *variant, BhdConversationRow *row)
{
  BhConversation *f = &row->fields;
  const char *status, *last_author, *last_kind;
  gint64 ai_enabled;

  g_variant_get (variant, READ_ROW, &row->organization_id, &f->id, &status, &f->channel,
                 &f->priority, &f->contact_id, &f->contact_name, &f->contact_email,
                 &f->contact_created_us, &f->contact_metadata, &f->assignee_id, &f->assignee_name,
                 &f->handoff_id, &f->handoff_status, &f->handoff_reason, &f->handoff_summary,
                 &f->handoff_created_us, &f->handoff_claimed_us, &f->waiting_since_us, &f->unread,
                 &f->message_count, &last_author, &f->last_author_name, &last_kind, &f->last_body,
                 &f->last_created_us, &f->last_seq, &f->created_us, &f->updated_us, &f->seq,
                 &row->visitor_seq, &row->boundary_seq, &ai_enabled, &row->ai_name,
                 &row->webhook_url);
  bh_status_from_string (status, &f->status);
  bh_author_from_string (last_author, &f->last_author);
  bh_message_kind_from_string (last_kind, &f->last_kind);
  row->ai_enabled = ai_enabled != 0;
}

BhdConversationRow *
bhd_conversation_rows_find (BhDb *db,
                            const char *organization_id,
                            const char *contact_id,
                            const char *id,
                            GError **error)
{
  static const char any[] = SELECT_ROW "WHERE c.organization_id = $1 AND c.id = $2";
  static const char own[] =
      SELECT_ROW "WHERE c.organization_id = $1 AND c.id = $2 AND c.contact_id = $3";
  g_autoptr (GVariant) variant = NULL;
  BhdConversationRow *row;

  if (contact_id != NULL)
    variant = bh_db_query_row (db, ROW, own,
                               g_variant_new ("(sss)", organization_id, id, contact_id), error);
  else
    variant = bh_db_query_row (db, ROW, any, g_variant_new ("(ss)", organization_id, id), error);
  if (variant == NULL)
    return NULL;

  row = g_new0 (BhdConversationRow, 1);
  read_row (variant, row);
  return row;
}

gboolean
bhd_conversation_rows_insert (BhDb *db, const BhdConversationRow *row, GError **error)
{
  static const char sql[] =
      "INSERT INTO conversation (organization_id, id, contact_id, status, channel, priority, "
      "unread, message_count, visitor_seq, boundary_seq, created_us, updated_us, seq) "
      "VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, $7, $8, $9)";
  const BhConversation *f = &row->fields;

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssssxxx)", row->organization_id, f->id, f->contact_id,
                                    bh_status_to_string (f->status), f->channel, f->priority,
                                    f->created_us, f->updated_us, f->seq),
                     error);
}

gboolean
bhd_conversation_rows_update (BhDb *db, const BhdConversationRow *row, GError **error)
{
  static const char sql[] =
      "UPDATE conversation SET status = $3, assignee_id = $4, handoff_id = $5, "
      "waiting_since_us = $6, unread = $7, message_count = $8, visitor_seq = $9, "
      "boundary_seq = $10, last_author = $11, last_author_name = $12, last_kind = $13, "
      "last_body = $14, last_created_us = $15, last_seq = $16, updated_us = $17, seq = $18 "
      "WHERE organization_id = $1 AND id = $2";
  const BhConversation *f = &row->fields;

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssmsmsxxxxxsmssmsxxxx)", row->organization_id, f->id,
                                    bh_status_to_string (f->status), f->assignee_id, f->handoff_id,
                                    f->waiting_since_us, f->unread, f->message_count,
                                    row->visitor_seq, row->boundary_seq,
                                    bh_author_to_string (f->last_author), f->last_author_name,
                                    bh_message_kind_to_string (f->last_kind), f->last_body,
                                    f->last_created_us, f->last_seq, f->updated_us, f->seq),
                     error);
}

gboolean
bhd_conversation_rows_assign (BhDb *db,
                              const char *organization_id,
                              const char *id,
                              const char *operator_id,
                              gboolean *won,
                              GError **error)
{
  static const char sql[] = "UPDATE conversation SET assignee_id = $3 WHERE organization_id = $1 "
                            "AND id = $2 AND assignee_id IS NULL AND status <> 'resolved'";

  if (!bh_db_exec (db, sql, g_variant_new ("(sss)", organization_id, id, operator_id), error))
    return FALSE;
  *won = bh_db_changes (db) == 1;
  return TRUE;
}

static GPtrArray *
conversations_from_rows (GVariant *rows)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_conversation_unref);

  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) variant = g_variant_get_child_value (rows, i);
      BhdConversationRow *row = g_new0 (BhdConversationRow, 1);

      read_row (variant, row);
      g_ptr_array_add (list, bhd_conversation_row_freeze (row));
    }
  return list;
}

GPtrArray *
bhd_conversation_rows_list_own (BhDb *db,
                                const char *organization_id,
                                const char *contact_id,
                                gint64 before_us,
                                const char *before_id,
                                guint limit,
                                GError **error)
{
  static const char sql[] = SELECT_ROW "WHERE c.organization_id = $1 AND c.contact_id = $2 "
                                       "AND (c.updated_us, c.id) < ($3, $4) "
                                       "ORDER BY c.updated_us DESC, c.id DESC LIMIT $5";
  g_autoptr (GVariant) rows = NULL;

  rows = bh_db_query (
      db, ROW, sql,
      g_variant_new ("(ssxsx)", organization_id, contact_id, before_us, before_id, (gint64) limit),
      error);
  return rows != NULL ? conversations_from_rows (rows) : NULL;
}

GPtrArray *
bhd_conversation_rows_snapshot (BhDb *db,
                                const char *organization_id,
                                const char *after_id,
                                guint limit,
                                GError **error)
{
  static const char sql[] = SELECT_ROW "WHERE c.organization_id = $1 AND c.id < $2 "
                                       "ORDER BY c.id DESC LIMIT $3";
  g_autoptr (GVariant) rows = NULL;

  /* Every id sorts before “g”: they are hexadecimal. */
  rows = bh_db_query (
      db, ROW, sql,
      g_variant_new ("(ssx)", organization_id, after_id != NULL ? after_id : "g", (gint64) limit),
      error);
  return rows != NULL ? conversations_from_rows (rows) : NULL;
}
