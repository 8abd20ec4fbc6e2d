/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/ai/bhd-tool-call-rows.h"

#include <string.h>

#define COLUMNS                                                                                    \
  "organization_id, id, tool_id, tool_name, run_id, conversation_id, message_id, arguments, "      \
  "status, token_hash, COALESCE (expires_us, 0), COALESCE (confirmed_us, 0), "                     \
  "COALESCE (http_status, 0), result, error, COALESCE (duration_us, 0), created_us"
#define ROW "(ssssmsmsmsssmsxxxmsmsxx)"

void
bhd_tool_call_row_free (BhdToolCallRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->tool_id);
  g_free (self->tool_name);
  g_free (self->run_id);
  g_free (self->conversation_id);
  g_free (self->message_id);
  g_free (self->arguments);
  g_free (self->status);
  g_free (self->token_hash);
  g_free (self->result);
  g_free (self->error);
  g_free (self);
}

static gpointer
call_from_row (GVariant *row)
{
  BhdToolCallRow *self = g_new0 (BhdToolCallRow, 1);

  g_variant_get (row, ROW, &self->organization_id, &self->id, &self->tool_id, &self->tool_name,
                 &self->run_id, &self->conversation_id, &self->message_id, &self->arguments,
                 &self->status, &self->token_hash, &self->expires_us, &self->confirmed_us,
                 &self->http_status, &self->result, &self->error, &self->duration_us,
                 &self->created_us);
  return self;
}

static const BhDbRecord call_record = { ROW, call_from_row,
                                        (GDestroyNotify) bhd_tool_call_row_free };

/* One that nobody is asked about is under way from the start. */
gboolean
bhd_tool_call_rows_insert (BhDb *db, const BhdToolCallRow *row, GError **error)
{
  static const char sql[] =
      "INSERT INTO tool_call (organization_id, id, tool_id, tool_name, run_id, conversation_id, "
      "message_id, arguments, status, token_hash, expires_us, created_us, started_us) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
      "CASE WHEN $10 IS NULL THEN CAST ($12 AS BIGINT) END)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssmsmsmsssmsxx)", row->organization_id, row->id,
                                    row->tool_id, row->tool_name, row->run_id, row->conversation_id,
                                    row->message_id, row->arguments, row->status, row->token_hash,
                                    row->expires_us, row->created_us),
                     error);
}

BhdToolCallRow *
bhd_tool_call_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM tool_call WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, id), error);

  return row != NULL ? call_from_row (row) : NULL;
}

/* Ids are made here and begin with their time, so their order is that of time. */
GPtrArray *
bhd_tool_call_rows_page (BhDb *db,
                         const char *organization_id,
                         const char *conversation_id,
                         const char *after,
                         guint limit,
                         GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM tool_call WHERE organization_id = $1 "
                            "AND ($2 IS NULL OR conversation_id = $2) AND ($3 IS NULL OR id < $3) "
                            "ORDER BY id DESC LIMIT $4";
  GVariant *params =
      g_variant_new ("(smsmsx)", organization_id, conversation_id, after, (gint64) limit);

  return bh_db_list (db, &call_record, sql, params, error);
}

gboolean
bhd_tool_call_rows_end (BhDb *db,
                        const BhdToolCallRow *row,
                        gint64 now_us,
                        gboolean *ended,
                        GError **error)
{
  static const char sql[] =
      "UPDATE tool_call SET status = $3, http_status = NULLIF ($4, 0), result = $5, error = $6, "
      "duration_us = $7, finished_us = $8, token_hash = NULL "
      "WHERE organization_id = $1 AND id = $2 AND status = 'pending'";
  GVariant *params =
      g_variant_new ("(sssxmsmsxx)", row->organization_id, row->id, row->status, row->http_status,
                     row->result, row->error, row->duration_us, now_us);

  if (!bh_db_exec (db, sql, params, error))
    return FALSE;
  *ended = bh_db_changes (db) == 1;
  return TRUE;
}

gboolean
bhd_tool_call_rows_confirm (BhDb *db,
                            const char *organization_id,
                            const char *id,
                            gint64 now_us,
                            gboolean *confirmed,
                            GError **error)
{
  static const char sql[] = "UPDATE tool_call SET token_hash = NULL, confirmed_us = $3 "
                            "WHERE organization_id = $1 AND id = $2 AND status = 'pending' "
                            "AND token_hash IS NOT NULL";

  if (!bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, id, now_us), error))
    return FALSE;
  *confirmed = bh_db_changes (db) == 1;
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(BhdToolCallRow *const *) a)->id, (*(BhdToolCallRow *const *) b)->id);
}

GPtrArray *
bhd_tool_call_rows_take_confirmed (BhDb *db,
                                   const char *organization_id,
                                   const char *conversation_id,
                                   gint64 since_us,
                                   gint64 now_us,
                                   GError **error)
{
  static const char sql[] =
      "UPDATE tool_call SET started_us = $3 WHERE organization_id = $1 AND conversation_id = $2 "
      "AND status = 'pending' AND confirmed_us >= $4 AND started_us IS NULL "
      "RETURNING " COLUMNS;
  GVariant *params = g_variant_new ("(ssxx)", organization_id, conversation_id, now_us, since_us);
  GPtrArray *calls = bh_db_list (db, &call_record, sql, params, error);

  if (calls != NULL)
    g_ptr_array_sort (calls, compare_ids); /* RETURNING has no order */
  return calls;
}

GPtrArray *
bhd_tool_call_rows_list_stale (BhDb *db,
                               const char *organization_id,
                               gint64 since_us,
                               gint64 now_us,
                               guint limit,
                               GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM tool_call WHERE organization_id = $1 AND status = 'pending' "
      "AND started_us IS NULL AND (confirmed_us < $2 OR (confirmed_us IS NULL AND expires_us <= $3)) "
      "ORDER BY id LIMIT $4";
  GVariant *params = g_variant_new ("(sxxx)", organization_id, since_us, now_us, (gint64) limit);

  return bh_db_list (db, &call_record, sql, params, error);
}

GPtrArray *
bhd_tool_call_rows_list_interrupted (BhDb *db, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM tool_call WHERE status = 'pending' "
                            "AND started_us IS NOT NULL";

  return bh_db_list (db, &call_record, sql, NULL, error);
}
