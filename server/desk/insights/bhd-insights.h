/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/insights/bhd-steps.h"
#include "server/desk/insights/bhd-tally.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/insights/bhd-insight-rows.h"

G_BEGIN_DECLS

#define BHD_INSIGHT_GAPS 10

/* What is counted of one operator, team, tool, reason or gap. */
typedef struct
{
  char *id; /* of an operator, team or gap */
  char
      *name; /* (nullable) of an operator or team that is no more; a tool's, a reason, a question */
  BhdTally tally;
  BhdTimes durations; /* of a tool's calls */
  gint64 count;       /* of a reason's handoffs, a gap's hits */
} BhdInsightEntry;

/* Figures over a period.  Each thing is counted when it happens: conversations, their messages and
 * the time to an operator's first text when they begin, resolutions when they end, ratings when
 * they are given. */
typedef struct
{
  BhdTally totals;
  BhdTally before;      /* of the period of the same length before it */
  GArray *steps;        /* of gint64 */
  BhdTally *series;     /* of each step */
  gint64 hours[7 * 24]; /* conversations that began in each hour of the week, Monday first */
  GPtrArray *operators; /* of BhdInsightEntry, as the rest; the busiest first */
  GPtrArray *teams;
  GPtrArray *tools;
  GPtrArray *reasons;
  GPtrArray *gaps;
} BhdInsights;

/* A reading turn.  Errors: as bhd_steps_new().  Returns: (transfer full) */
BhdInsights *bhd_insights_read (BhdTurn *turn,
                                const BhdInsightScope *scope,
                                BhdStep step,
                                GTimeZone *zone,
                                GError **error);
void bhd_insights_free (BhdInsights *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdInsights, bhd_insights_free)

G_END_DECLS
