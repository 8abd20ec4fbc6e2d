/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/api/bhd-api-chat-rows.h"

#include "common/bh-db-row.h"

#define SELECT_CONVERSATION                                                                        \
  "SELECT c.id, COALESCE(s.session_id, c.contact_id), c.last_body, c.created_us, c.updated_us "    \
  "FROM conversation c LEFT JOIN api_session s "                                                   \
  "ON s.organization_id = c.organization_id AND s.contact_id = c.contact_id "

void
bhd_api_conversation_free (BhdApiConversation *self)
{
  g_free (self->id);
  g_free (self->session_id);
  g_free (self->last_body);
  g_free (self);
}

static void
keep_text (BhDbRow *row, gpointer data)
{
  *(char **) data = bh_db_row_dup_text (row);
}

gboolean
bhd_api_chat_rows_find_session (BhDb *db,
                                const char *organization_id,
                                const char *session_id,
                                char **contact_id,
                                GError **error)
{
  static const char sql[] = "SELECT contact_id FROM api_session "
                            "WHERE organization_id = $1 AND session_id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (session_id) };

  *contact_id = NULL;
  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), keep_text, contact_id, error) >= 0;
}

gboolean
bhd_api_chat_rows_add_session (BhDb *db,
                               const char *organization_id,
                               const char *session_id,
                               const char *contact_id,
                               gint64 now_us,
                               GError **error)
{
  static const char sql[] = "INSERT INTO api_session (organization_id, session_id, contact_id, "
                            "created_us) VALUES ($1, $2, $3, $4)";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (session_id),
                               BH_TEXT (contact_id), BH_INT (now_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_api_chat_rows_is_open (BhDb *db,
                           const char *organization_id,
                           const char *conversation_id,
                           gboolean *open,
                           GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM run WHERE organization_id = $1 "
                            "AND conversation_id = $2 AND state <> 'done'";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (conversation_id) };
  gint64 count = 0;

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), bh_db_row_keep_int, &count, error) < 0)
    return FALSE;
  *open = count > 0;
  return TRUE;
}

static void
keep_usage (BhDbRow *row, gpointer data)
{
  gint64 **tokens = data;

  *tokens[0] = bh_db_row_int (row);
  *tokens[1] = bh_db_row_int (row);
}

gboolean
bhd_api_chat_rows_usage (BhDb *db,
                         const char *organization_id,
                         const char *message_id,
                         gint64 *tokens_in,
                         gint64 *tokens_out,
                         GError **error)
{
  static const char sql[] = "SELECT tokens_in, tokens_out FROM run "
                            "WHERE organization_id = $1 AND message_id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (message_id) };
  gint64 *tokens[] = { tokens_in, tokens_out };

  *tokens_in = *tokens_out = 0;
  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), keep_usage, tokens, error) >= 0;
}

static void
keep_conversation (BhDbRow *row, gpointer data)
{
  BhdApiConversation *self = g_new0 (BhdApiConversation, 1);

  self->id = bh_db_row_dup_text (row);
  self->session_id = bh_db_row_dup_text (row);
  self->last_body = bh_db_row_dup_text (row);
  self->created_us = bh_db_row_int (row);
  self->updated_us = bh_db_row_int (row);
  g_ptr_array_add (data, self);
}

static GPtrArray *
list (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_api_conversation_free);

  if (bh_db_each (db, sql, params, n_params, keep_conversation, found, error) < 0)
    return NULL;
  return g_steal_pointer (&found);
}

GPtrArray *
bhd_api_chat_rows_list (BhDb *db,
                        const char *organization_id,
                        gint64 before_us,
                        const char *before_id,
                        guint limit,
                        GError **error)
{
  static const char sql[] =
      SELECT_CONVERSATION "WHERE c.organization_id = $1 AND (c.updated_us, c.id) < ($2, $3) "
                          "ORDER BY c.updated_us DESC, c.id DESC LIMIT $4";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (before_us), BH_TEXT (before_id),
                               BH_INT (limit) };

  return list (db, sql, params, G_N_ELEMENTS (params), error);
}

BhdApiConversation *
bhd_api_chat_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = SELECT_CONVERSATION "WHERE c.organization_id = $1 AND c.id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = list (db, sql, params, G_N_ELEMENTS (params), error);

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

gint64
bhd_api_chat_rows_count (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM conversation WHERE organization_id = $1";
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  gint64 count = 0;

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), bh_db_row_keep_int, &count, error) < 0)
    return -1;
  return count;
}
