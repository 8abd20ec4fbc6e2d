/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-run.h"
#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table run, as people look at it afterwards. */

/* Newest first.  Returns: (transfer full): of BhRun */
GPtrArray *bhd_run_view_rows_list (BhDb *db,
                                   const char *organization_id,
                                   const char *conversation_id,
                                   guint limit,
                                   GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhRun *
bhd_run_view_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* The one whose answer the message is; otherwise as above. */
BhRun *bhd_run_view_rows_find_by_message (BhDb *db,
                                          const char *organization_id,
                                          const char *message_id,
                                          GError **error);

/* @verdict: 0 removes it.  @score: (out) (optional): how sure the index was of the answer. */
gboolean bhd_run_view_rows_judge (BhDb *db,
                                  const char *organization_id,
                                  const char *id,
                                  int verdict,
                                  const char *by,
                                  double *score,
                                  GError **error);

/* A verdict on an answer that rested on passages. */
typedef void (*BhdJudgementFunc) (const char *organization_id,
                                  double score,
                                  gboolean right,
                                  gpointer data);

/* The last @limit of every organisation together, oldest first. */
gboolean bhd_run_view_rows_each_judgement (BhDb *db,
                                           guint limit,
                                           BhdJudgementFunc func,
                                           gpointer data,
                                           GError **error);

G_END_DECLS
