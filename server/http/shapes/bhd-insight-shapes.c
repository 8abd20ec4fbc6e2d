/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember times_members[] = {
  { "median", BHD_IS_INT, BHD_OR_NULL, "In microseconds" },
  { "p90", BHD_IS_INT, BHD_OR_NULL, "What nine in ten do not exceed" },
  { NULL },
};
static const BhdShape bhd_shape_insight_times = { "InsightTimes", "How long something took",
                                                  times_members };

static const BhdMember csat_members[] = {
  { "count", BHD_IS_INT },
  { "average", BHD_IS_NUMBER, BHD_OR_NULL },
  { "scores", BHD_IS_INT, BHD_LIST, "How many of 1, 2, 3, 4 and 5" },
  { NULL },
};
static const BhdShape bhd_shape_insight_csat = { "InsightCsat", "How content visitors were",
                                                 csat_members };

static const BhdMember ai_members[] = {
  { "answers", BHD_IS_INT },
  { "share", BHD_IS_NUMBER, BHD_OR_NULL, "Of what was resolved, the part that no person answered" },
  { "tokens_in", BHD_IS_INT },
  { "tokens_out", BHD_IS_INT },
  { "cost", BHD_IS_INT, 0, "In millionths" },
  { "helpful", BHD_IS_INT },
  { "unhelpful", BHD_IS_INT },
  { NULL },
};
static const BhdShape bhd_shape_insight_ai = { "InsightAi", "What the AI did", ai_members };

static const BhdMember calls_members[] = {
  { "calls", BHD_IS_INT },
  { "failed", BHD_IS_INT },
  { NULL },
};
static const BhdShape bhd_shape_insight_calls = { "InsightCalls", "Calls of tools", calls_members };

static const BhdMember totals_members[] = {
  { "conversations", BHD_IS_INT },
  { "messages", BHD_IS_INT, 0, "In the conversations that began" },
  { "resolved", BHD_IS_INT },
  { "resolved_by_ai", BHD_IS_INT },
  { "handoffs", BHD_IS_INT },
  BHD_ONE ("first_response_us", insight_times),
  BHD_ONE ("resolution_us", insight_times),
  BHD_ONE ("csat", insight_csat),
  BHD_ONE ("ai", insight_ai),
  BHD_ONE ("tools", insight_calls),
  { "gaps", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_insight_totals = { "InsightTotals", "The figures of a period",
                                            totals_members };

#define MEANS                                                                                      \
  { "first_response_us", BHD_IS_INT, BHD_OR_NULL, "Median" },                                      \
      { "resolution_us", BHD_IS_INT, BHD_OR_NULL, "Median" },                                      \
  {                                                                                                \
    "csat", BHD_IS_NUMBER, BHD_OR_NULL, "Mean"                                                     \
  }

static const BhdMember step_members[] = {
  { "at_us", BHD_IS_TIME },
  { "conversations", BHD_IS_INT },
  { "resolved", BHD_IS_INT },
  { "handoffs", BHD_IS_INT },
  MEANS,
  { "ai_answers", BHD_IS_INT },
  { "ai_cost", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_insight_step = { "InsightStep", "An hour, day, week or month",
                                          step_members };

static const BhdMember named_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT, BHD_OR_NULL, "Null: is no more" },
  { NULL },
};
static const BhdShape bhd_shape_insight_named = { "InsightNamed", "Whose figures these are",
                                                  named_members };

static const BhdMember operator_members[] = {
  BHD_ONE ("operator", insight_named),
  { "conversations", BHD_IS_INT, 0, "They have, and that began in the period" },
  { "messages", BHD_IS_INT, 0, "They wrote in the period" },
  MEANS,
  { "csat_count", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_insight_operator = { "InsightOperator", "An operator's figures",
                                              operator_members };

static const BhdMember team_members[] = {
  BHD_ONE ("team", insight_named),
  { "conversations", BHD_IS_INT },
  MEANS,
  { "csat_count", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_insight_team = { "InsightTeam", "A team's figures", team_members };

static const BhdMember tool_members[] = {
  { "name", BHD_IS_TEXT },
  { "calls", BHD_IS_INT },
  { "failed", BHD_IS_INT },
  { "duration_us", BHD_IS_INT, BHD_OR_NULL, "Median" },
  { NULL },
};
const BhdShape bhd_shape_insight_tool = { "InsightTool", "A tool's figures", tool_members };

static const BhdMember gap_members[] = {
  { "id", BHD_IS_ID },
  { "question", BHD_IS_TEXT },
  { "hits", BHD_IS_INT, 0, "Ever" },
  { NULL },
};
const BhdShape bhd_shape_insight_gap = { "InsightGap", "What was asked without an answer",
                                         gap_members };

static const BhdMember reason_members[] = {
  { "reason", BHD_IS_TEXT },
  { "count", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_insight_reason = { "InsightReason", "Why a person was wanted",
                                            reason_members };
