/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times of which the middle one is asked for. */
typedef struct
{
  GArray *times; /* (nullable): none yet; of gint64 */
} BhdTimes;

void bhd_times_add (BhdTimes *self, gint64 us);

/* The one in the middle, of two the mean.  -1: there are none. */
gint64 bhd_times_median (BhdTimes *self);

/* The shortest that nine in ten do not exceed.  -1: there are none. */
gint64 bhd_times_p90 (BhdTimes *self);

/* What is counted of a whole period, a step of it, an operator or a team. */
typedef struct
{
  gint64 conversations;
  gint64 messages;
  gint64 resolved;
  gint64 resolved_by_ai;
  gint64 handoffs;
  BhdTimes first_response;
  BhdTimes resolution;
  gint64 scores[5]; /* how many ratings of 1, of 2 … */
  gint64 ai_answers;
  gint64 tokens_in;
  gint64 tokens_out;
  gint64 cost; /* millionths */
  gint64 helpful;
  gint64 unhelpful;
  gint64 tool_calls;
  gint64 tools_failed;
  gint64 gaps;
} BhdTally;

void bhd_tally_clear (BhdTally *self);
gint64 bhd_tally_ratings (const BhdTally *self);
double bhd_tally_rating (const BhdTally *self); /* their mean; 0: there are none */

G_END_DECLS
