/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* What figures over a period are made of, read by time. */

/* Each kind of row happens at a time; what its word and values say: */
typedef enum
{
  BHD_INSIGHT_BEGUN,    /* a conversation: messages, time to an operator's first text (-1: none) */
  BHD_INSIGHT_RESOLVED, /* a conversation: time from begin to end, 1: nobody but the AI spoke */
  BHD_INSIGHT_RATED,    /* a conversation: score */
  BHD_INSIGHT_SAID,     /* an operator's text; the operator is its author */
  BHD_INSIGHT_HANDOFF,  /* its reason */
  BHD_INSIGHT_RUN,      /* its outcome; tokens in, tokens out, cost, verdict */
  BHD_INSIGHT_TOOL,     /* its name; 1: failed, duration in µs */
  BHD_INSIGHT_N_KINDS,
} BhdInsightKind;

#define BHD_INSIGHT_VALUES 4

/* The strings are the database's until the function returns. */
typedef struct
{
  gint64 at_us;
  const char *operator_id; /* (nullable) of BEGUN, RESOLVED, RATED: who has the conversation */
  const char *team_id;     /* (nullable) */
  const char *word;        /* (nullable) */
  gint64 value[BHD_INSIGHT_VALUES];
} BhdInsightRow;

typedef void (*BhdInsightFunc) (const BhdInsightRow *row, gpointer data);

/* From @from_us on, before @to_us; those of conversations that have what is not NULL. */
typedef struct
{
  const char *organization_id;
  gint64 from_us, to_us;
  const char *team_id;
  const char *operator_id;
  const char *label_id;
  const char *channel;
} BhdInsightScope;

gboolean bhd_insight_rows_each (BhDb *db,
                                BhdInsightKind kind,
                                const BhdInsightScope *scope,
                                BhdInsightFunc func,
                                gpointer data,
                                GError **error);

/* Gaps that were asked about in the period: how many, and the @limit most asked, as rows whose
 * operator_id is the gap's id, word its question, and first value its hits.  They are the
 * organisation's: of the scope only the period counts. */
gboolean bhd_insight_rows_gaps (BhDb *db,
                                const BhdInsightScope *scope,
                                guint limit,
                                BhdInsightFunc func,
                                gpointer data,
                                gint64 *count,
                                GError **error);

G_END_DECLS
