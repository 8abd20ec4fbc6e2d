/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table run: the turns of the AI that wait, run or have been. */

/* A run as it is taken; the strings belong to it. */
typedef struct
{
  char *organization_id;
  char *id;
  char *conversation_id;
  char *message_id;
} BhdRunRow;

void bhd_run_row_clear (BhdRunRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdRunRow, bhd_run_row_clear)

/* The one waiting run of the conversation: made, or put off to @due_us, but never longer than
 * @patience_us after it was made. */
gboolean bhd_run_rows_wait (BhDb *db,
                            const char *organization_id,
                            const char *conversation_id,
                            gint64 input_seq,
                            gint64 due_us,
                            gint64 patience_us,
                            gint64 now_us,
                            GError **error);

/* Marks the run that is due longest as running.  @row: (out): filled where *@taken. */
gboolean
bhd_run_rows_take (BhDb *db, gint64 now_us, BhdRunRow *row, gboolean *taken, GError **error);

/* Returns: when the next waiting one is due, 0 for none, -1 with @error set. */
gint64 bhd_run_rows_next_due (BhDb *db, GError **error);

/* What a run has read. */
gboolean bhd_run_rows_set_input (BhDb *db, const BhdRunRow *row, gint64 input_seq, GError **error);

typedef struct
{
  const char *organization_id;
  const char *id;
  const char *outcome;
  const char *provider; /* (nullable) */
  const char *model;    /* (nullable) */
  gint64 tokens_in;
  gint64 tokens_out;
  gint64 cost;
  gint64 first_token_us;
  gint64 confidence;  /* millionths */
  const char *detail; /* (nullable) */
} BhdRunEndDraft;

/* @ended: (out): FALSE where it was not running (any more). */
gboolean bhd_run_rows_end (BhDb *db,
                           const BhdRunEndDraft *draft,
                           gint64 now_us,
                           gboolean *ended,
                           GError **error);

/* The conversation is no longer the AI's: its waiting run ends as discarded; a running one finds
 * out by itself. */
gboolean bhd_run_rows_discard_waiting (BhDb *db,
                                       const char *organization_id,
                                       const char *conversation_id,
                                       gint64 now_us,
                                       GError **error);

/* @running: (out) */
gboolean bhd_run_rows_is_running (BhDb *db,
                                  const char *organization_id,
                                  const char *id,
                                  gboolean *running,
                                  GError **error);

/* What was running waits again; where a conversation has a newer one, the older ends. */
gboolean bhd_run_rows_recover (BhDb *db, gint64 now_us, GError **error);

G_END_DECLS
