/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-conversation-rows.h"

#include "common/bh-db-row.h"

/* A time that is not there is 0. */
#define SELECT_ROW                                                                                 \
  "SELECT c.organization_id, c.id, c.status, c.channel, c.priority, c.contact_id, k.name, "        \
  "k.email, k.created_us, k.metadata, k.attributes, k.external_id, k.verified, "                   \
  "k.blocked_us, k.last_us, c.labels, c.team_id, t.name, c.mentions, c.snoozed_until_us, "         \
  "c.first_reply_us, "                                                                             \
  "c.resolved_us, c.assignee_id, o.name, o.avatar, c.handoff_id, h.status, h.reason, "             \
  "h.summary, h.created_us, h.claimed_us, "                                                        \
  "c.waiting_since_us, c.unread, c.visitor_unread, c.visitor_read_seq, c.operator_read_seq, "      \
  "c.csat_score, c.csat_comment, c.csat_us, c.message_count, c.last_author, "                      \
  "c.last_author_name, c.last_kind, c.last_body, c.last_created_us, "                              \
  "c.last_seq, c.created_us, c.updated_us, c.seq, c.visitor_seq, c.boundary_seq, "                 \
  "c.owed_since_us, "                                                                              \
  "g.ai_enabled, g.ai_name, g.webhook_events, a.suggestions_only, "                                \
  "CASE WHEN a.schedule = 'outside_hours' THEN a.time_zone END, "                                  \
  "CASE WHEN a.schedule = 'outside_hours' THEN a.hours END "                                       \
  "FROM conversation c "                                                                           \
  "JOIN organization g ON g.id = c.organization_id "                                               \
  "JOIN contact k ON k.organization_id = c.organization_id AND k.id = c.contact_id "               \
  "LEFT JOIN ai_settings a ON a.organization_id = c.organization_id "                              \
  "LEFT JOIN operator o ON o.id = c.assignee_id AND o.organization_id = c.organization_id "        \
  "LEFT JOIN team t ON t.organization_id = c.organization_id AND t.id = c.team_id "                \
  "LEFT JOIN handoff h ON h.organization_id = c.organization_id AND h.id = c.handoff_id "

gboolean
bhd_conversation_row_waits (const BhdConversationRow *self)
{
  return self->fields.status == BH_STATUS_ESCALATED && self->fields.assignee_id == NULL &&
         self->fields.snoozed_until_us == 0;
}

static void
row_clear (BhdConversationRow *self)
{
  BhConversation *f = &self->fields;
  char **strings[] = { &self->organization_id,
                       &self->ai_name,
                       &self->webhook_events,
                       &self->quiet_zone,
                       &self->quiet_hours,
                       &f->id,
                       &f->channel,
                       &f->priority,
                       &f->contact_id,
                       &f->contact_name,
                       &f->contact_email,
                       &f->contact_metadata,
                       &f->contact_attributes,
                       &f->contact_external_id,
                       &f->contact_pages,
                       &f->assignee_id,
                       &f->assignee_name,
                       &f->assignee_avatar,
                       &f->labels,
                       &f->team_id,
                       &f->team_name,
                       &f->mentions,
                       &f->handoff_id,
                       &f->handoff_status,
                       &f->handoff_reason,
                       &f->handoff_summary,
                       &f->last_author_name,
                       &f->last_body,
                       &f->csat_comment };

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

/* In the order of SELECT_ROW. */
static void
read_handoff (BhDbRow *row, BhConversation *f)
{
  f->handoff_id = bh_db_row_dup_text (row);
  f->handoff_status = bh_db_row_dup_text (row);
  f->handoff_reason = bh_db_row_dup_text (row);
  f->handoff_summary = bh_db_row_dup_text (row);
  f->handoff_created_us = bh_db_row_int (row);
  f->handoff_claimed_us = bh_db_row_int (row);
}

static void
read_last (BhDbRow *row, BhConversation *f)
{
  const char *author = bh_db_row_text (row);
  const char *kind;

  f->last_author_name = bh_db_row_dup_text (row);
  kind = bh_db_row_text (row);
  f->last_body = bh_db_row_dup_text (row);
  f->last_created_us = bh_db_row_int (row);
  f->last_seq = bh_db_row_int (row);
  if (f->last_seq == 0)
    return;
  bh_author_from_string (author, &f->last_author);
  bh_message_kind_from_string (kind, &f->last_kind);
}

static void
read_care (BhDbRow *row, BhConversation *f)
{
  f->unread = bh_db_row_int (row);
  f->visitor_unread = bh_db_row_int (row);
  f->visitor_read_seq = bh_db_row_int (row);
  f->operator_read_seq = bh_db_row_int (row);
  f->csat_score = bh_db_row_int (row);
  f->csat_comment = bh_db_row_dup_text (row);
  f->csat_us = bh_db_row_int (row);
}

static void
read_sorting (BhDbRow *row, BhConversation *f)
{
  f->labels = bh_db_row_dup_text (row);
  f->team_id = bh_db_row_dup_text (row);
  f->team_name = bh_db_row_dup_text (row);
  f->mentions = bh_db_row_dup_text (row);
  f->snoozed_until_us = bh_db_row_int (row);
  f->first_reply_us = bh_db_row_int (row);
  f->resolved_us = bh_db_row_int (row);
}

static void
read_row (BhDbRow *row, BhdConversationRow *self)
{
  BhConversation *f = &self->fields;

  self->organization_id = bh_db_row_dup_text (row);
  f->id = bh_db_row_dup_text (row);
  bh_status_from_string (bh_db_row_text (row), &f->status);
  f->channel = bh_db_row_dup_text (row);
  f->priority = bh_db_row_dup_text (row);
  f->contact_id = bh_db_row_dup_text (row);
  f->contact_name = bh_db_row_dup_text (row);
  f->contact_email = bh_db_row_dup_text (row);
  f->contact_created_us = bh_db_row_int (row);
  f->contact_metadata = bh_db_row_dup_text (row);
  f->contact_attributes = bh_db_row_dup_text (row);
  f->contact_external_id = bh_db_row_dup_text (row);
  f->contact_verified = bh_db_row_int (row) != 0;
  f->contact_blocked = bh_db_row_int (row) != 0;
  self->contact_last_us = bh_db_row_int (row);
  read_sorting (row, f);
  f->assignee_id = bh_db_row_dup_text (row);
  f->assignee_name = bh_db_row_dup_text (row);
  f->assignee_avatar = bh_db_row_dup_text (row);
  read_handoff (row, f);
  f->waiting_since_us = bh_db_row_int (row);
  read_care (row, f);
  f->message_count = bh_db_row_int (row);
  read_last (row, f);
  f->created_us = bh_db_row_int (row);
  f->updated_us = bh_db_row_int (row);
  f->seq = bh_db_row_int (row);
  self->visitor_seq = bh_db_row_int (row);
  self->boundary_seq = bh_db_row_int (row);
  self->owed_since_us = bh_db_row_int (row);
  self->queued = bhd_conversation_row_waits (self);
  self->ai_enabled = bh_db_row_int (row) != 0;
  self->ai_name = bh_db_row_dup_text (row);
  self->webhook_events = bh_db_row_dup_text (row);
  self->suggests = bh_db_row_int (row) != 0;
  self->quiet_zone = bh_db_row_dup_text (row);
  self->quiet_hours = bh_db_row_dup_text (row);
}

static void
keep_row (BhDbRow *row, gpointer data)
{
  BhdConversationRow **kept = data;

  *kept = g_new0 (BhdConversationRow, 1);
  read_row (row, *kept);
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
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id), BH_TEXT (contact_id) };
  gboolean visitor = contact_id != NULL;
  BhdConversationRow *row = NULL;

  bh_db_each (db, visitor ? own : any, params, visitor ? 3 : 2, keep_row, &row, error);
  return row;
}

gboolean
bhd_conversation_rows_insert (BhDb *db, const BhdConversationRow *row, GError **error)
{
  static const char sql[] =
      "INSERT INTO conversation (organization_id, id, contact_id, status, channel, priority, "
      "unread, message_count, visitor_seq, boundary_seq, created_us, idle_since_us, updated_us, "
      "seq) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, $7, $7, $8, $9)";
  const BhConversation *f = &row->fields;
  const BhDbValue params[] = { BH_TEXT (row->organization_id),
                               BH_TEXT (f->id),
                               BH_TEXT (f->contact_id),
                               BH_TEXT (bh_status_to_string (f->status)),
                               BH_TEXT (f->channel),
                               BH_TEXT (f->priority),
                               BH_INT (f->created_us),
                               BH_INT (f->updated_us),
                               BH_INT (f->seq) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_conversation_rows_update (BhDb *db, const BhdConversationRow *row, GError **error)
{
  static const char sql[] =
      "UPDATE conversation SET status = $3, assignee_id = $4, handoff_id = $5, "
      "waiting_since_us = $6, unread = $7, message_count = $8, visitor_seq = $9, "
      "boundary_seq = $10, last_author = $11, last_author_name = $12, last_kind = $13, "
      "last_body = $14, last_created_us = $15, last_seq = $16, updated_us = $17, seq = $18, "
      "priority = $19, visitor_unread = $20, visitor_read_seq = $21, operator_read_seq = $22, "
      "labels = $23, team_id = $24, mentions = $25, snoozed_until_us = $26, "
      "first_reply_us = $27, resolved_us = $28, owed_since_us = $29 "
      "WHERE organization_id = $1 AND id = $2";
  const BhConversation *f = &row->fields;
  const BhDbValue params[] = { BH_TEXT (row->organization_id),
                               BH_TEXT (f->id),
                               BH_TEXT (bh_status_to_string (f->status)),
                               BH_TEXT (f->assignee_id),
                               BH_TEXT (f->handoff_id),
                               BH_INT (f->waiting_since_us),
                               BH_INT (f->unread),
                               BH_INT (f->message_count),
                               BH_INT (row->visitor_seq),
                               BH_INT (row->boundary_seq),
                               BH_TEXT (bh_author_to_string (f->last_author)),
                               BH_TEXT (f->last_author_name),
                               BH_TEXT (bh_message_kind_to_string (f->last_kind)),
                               BH_TEXT (f->last_body),
                               BH_INT (f->last_created_us),
                               BH_INT (f->last_seq),
                               BH_INT (f->updated_us),
                               BH_INT (f->seq),
                               BH_TEXT (f->priority),
                               BH_INT (f->visitor_unread),
                               BH_INT (f->visitor_read_seq),
                               BH_INT (f->operator_read_seq),
                               BH_TEXT (f->labels),
                               BH_TEXT (f->team_id),
                               BH_TEXT (f->mentions),
                               BH_INT (f->snoozed_until_us),
                               BH_INT (f->first_reply_us),
                               BH_INT (f->resolved_us),
                               BH_INT (row->owed_since_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_conversation_rows_rate (BhDb *db, const BhdConversationRow *row, GError **error)
{
  static const char sql[] = "UPDATE conversation SET csat_score = $3, csat_comment = $4, "
                            "csat_us = $5 WHERE organization_id = $1 AND id = $2";
  const BhConversation *f = &row->fields;
  const BhDbValue params[] = { BH_TEXT (row->organization_id), BH_TEXT (f->id),
                               BH_INT (f->csat_score), BH_TEXT (f->csat_comment),
                               BH_INT (f->csat_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
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

static void
add_row (BhDbRow *row, gpointer data)
{
  BhdConversationRow *conversation = g_new0 (BhdConversationRow, 1);

  read_row (row, conversation);
  g_ptr_array_add (data, bhd_conversation_row_freeze (conversation));
}

static GPtrArray *
list_rows (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bh_conversation_unref);

  if (bh_db_each (db, sql, params, n_params, add_row, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
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
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (contact_id), BH_INT (before_us),
                               BH_TEXT (before_id), BH_INT (limit) };

  return list_rows (db, sql, params, G_N_ELEMENTS (params), error);
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
  /* Every id sorts before “g”: they are hexadecimal. */
  const BhDbValue params[] = { BH_TEXT (organization_id),
                               BH_TEXT (after_id != NULL ? after_id : "g"), BH_INT (limit) };

  return list_rows (db, sql, params, G_N_ELEMENTS (params), error);
}

GPtrArray *
bhd_conversation_rows_gather (BhDb *db,
                              const char *organization_id,
                              const char *const *ids,
                              guint n_ids,
                              GError **error)
{
  static const char sql[] =
      SELECT_ROW "WHERE c.organization_id = $1 AND c.id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, "
                 "$11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, "
                 "$27, $28, $29, $30, $31)";
  BhDbValue params[1 + BHD_CONVERSATIONS_GATHERED] = { BH_TEXT (organization_id) };

  g_assert (n_ids <= BHD_CONVERSATIONS_GATHERED);
  for (guint i = 0; i < BHD_CONVERSATIONS_GATHERED; i++)
    params[1 + i] = (BhDbValue) BH_TEXT (i < n_ids ? ids[i] : NULL);
  return list_rows (db, sql, params, G_N_ELEMENTS (params), error);
}
