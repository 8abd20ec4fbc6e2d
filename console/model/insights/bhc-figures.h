/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the daemon counted in a period, as in “Search and insights” of PROTOCOL.md.  Times are in
 * microseconds, costs in millionths; what cannot be said is NAN. */

typedef struct
{
  gint64 conversations, messages, resolved, resolved_by_ai, handoffs;
  double first_response, first_response_p90; /* the first of a pair is the median */
  double resolution, resolution_p90;
  gint64 ratings, scores[5]; /* how many of 1, 2, 3, 4, 5 */
  double rating;             /* mean */
  gint64 ai_answers, tokens_in, tokens_out, cost, helpful, unhelpful;
  double ai_share; /* of what was resolved, 0 to 1 */
  gint64 tool_calls, tools_failed;
  gint64 gaps;
} BhcTotals;

typedef struct
{
  gint64 at_us; /* where it begins */
  gint64 conversations, resolved, handoffs, ai_answers, cost;
  double first_response, resolution, rating;
} BhcStepFigures;

/* An operator, a team, a tool, a gap or a reason; what does not belong to it is 0. */
typedef struct
{
  char *id;   /* (nullable) */
  char *name; /* (nullable): who is no more; a gap's question, a reason's words */
  gint64 conversations, messages, ratings;
  double first_response, resolution, rating;
  gint64 calls, failed;
  double duration;
  gint64 count;
} BhcFigureEntry;

#define BHC_HOURS_OF_WEEK (7 * 24)

typedef struct
{
  BhcTotals totals;
  BhcTotals before;                /* of the period of the same length before */
  GArray *series;                  /* of BhcStepFigures */
  gint64 hours[BHC_HOURS_OF_WEEK]; /* conversations begun, Monday first */
  GPtrArray *operators;            /* of BhcFigureEntry, as the rest; the busiest first */
  GPtrArray *teams;
  GPtrArray *tools;
  GPtrArray *gaps;
  GPtrArray *reasons;
} BhcFigures;

/* @answer: the bag of values; what it lacks is 0, NAN or empty.  Returns: (transfer full) */
BhcFigures *bhc_figures_new (GVariant *answer);
void bhc_figures_free (BhcFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcFigures, bhc_figures_free)

/* Whether nothing at all happened. */
gboolean bhc_figures_are_empty (const BhcFigures *self);

G_END_DECLS
