/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table tool_call: every call of an organisation's tool, made or refused. */

typedef struct
{
  char *organization_id;
  char *id;
  char *tool_id;
  char *tool_name;
  char *run_id;          /* (nullable) */
  char *conversation_id; /* (nullable): tried at the desk */
  char *message_id;      /* (nullable): that asks the visitor */
  char *arguments;       /* a JSON object */
  char *status;      /* “pending”, “success”, “error”, “refused”, “cancelled” */
  char *token_hash;  /* (nullable): the visitor has not answered */
  gint64 expires_us; /* of the question; 0: none was asked */
  gint64 confirmed_us; /* 0: not confirmed */
  gint64 http_status;  /* 0: no answer came */
  char *result;        /* (nullable) */
  char *error;         /* (nullable) */
  gint64 duration_us;  /* 0: not finished */
  gint64 created_us;
} BhdToolCallRow;

void bhd_tool_call_row_free (BhdToolCallRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdToolCallRow, bhd_tool_call_row_free)

gboolean bhd_tool_call_rows_insert (BhDb *db, const BhdToolCallRow *row, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdToolCallRow *
bhd_tool_call_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Newest first.  @conversation_id, @after (the id of the last one seen): nullable.
 * Returns: (transfer full): of BhdToolCallRow */
GPtrArray *bhd_tool_call_rows_page (BhDb *db,
                                    const char *organization_id,
                                    const char *conversation_id,
                                    const char *after,
                                    guint limit,
                                    GError **error);

/* Status, http_status, result, error and duration of a pending one.  @ended: (out): FALSE where it
 * was not pending (any more). */
gboolean bhd_tool_call_rows_end (BhDb *db,
                                 const BhdToolCallRow *row,
                                 gint64 now_us,
                                 gboolean *ended,
                                 GError **error);

/* The visitor said yes: the token is worth nothing any more.  @confirmed: (out): FALSE where it was
 * not waiting for that. */
gboolean bhd_tool_call_rows_confirm (BhDb *db,
                                     const char *organization_id,
                                     const char *id,
                                     gint64 now_us,
                                     gboolean *confirmed,
                                     GError **error);

/* Confirmed since @since_us and started by nobody, marked as started.  Returns: (transfer full): of
 * BhdToolCallRow, oldest first */
GPtrArray *bhd_tool_call_rows_take_confirmed (BhDb *db,
                                              const char *organization_id,
                                              const char *conversation_id,
                                              gint64 since_us,
                                              gint64 now_us,
                                              GError **error);

/* Those whose question nobody answered until @now_us, or that were confirmed before @since_us and
 * started by nobody.  Returns: (transfer full): of BhdToolCallRow */
GPtrArray *bhd_tool_call_rows_list_stale (BhDb *db,
                                          const char *organization_id,
                                          gint64 since_us,
                                          gint64 now_us,
                                          guint limit,
                                          GError **error);

/* After a restart, of every organisation: started and never finished.  Returns: (transfer full): of
 * BhdToolCallRow */
GPtrArray *bhd_tool_call_rows_list_interrupted (BhDb *db, GError **error);

G_END_DECLS
