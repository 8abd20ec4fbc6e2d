/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/insights/bhd-insight-answer.h"

/* What cannot be said is null. */
static void
write_time (BhJsonWriter *json, const char *name, gint64 us)
{
  if (us >= 0)
    bh_json_int (json, name, us);
  else
    bh_json_null (json, name);
}

static void
write_share (BhJsonWriter *json, const char *name, double part, gint64 of)
{
  if (of > 0)
    bh_json_double (json, name, part);
  else
    bh_json_null (json, name);
}

static void
write_times (BhJsonWriter *json, const char *name, BhdTimes *times)
{
  bh_json_begin_object (json, name);
  write_time (json, "median", bhd_times_median (times));
  write_time (json, "p90", bhd_times_p90 (times));
  bh_json_end_object (json);
}

static void
write_csat (BhJsonWriter *json, const BhdTally *tally)
{
  gint64 count = bhd_tally_ratings (tally);

  bh_json_begin_object (json, "csat");
  bh_json_int (json, "count", count);
  write_share (json, "average", bhd_tally_rating (tally), count);
  bh_json_begin_array (json, "scores");
  for (guint i = 0; i < G_N_ELEMENTS (tally->scores); i++)
    bh_json_int (json, NULL, tally->scores[i]);
  bh_json_end_array (json);
  bh_json_end_object (json);
}

static void
write_ai (BhJsonWriter *json, const BhdTally *tally)
{
  bh_json_begin_object (json, "ai");
  bh_json_int (json, "answers", tally->ai_answers);
  write_share (json, "share", (double) tally->resolved_by_ai / (double) MAX (tally->resolved, 1),
               tally->resolved);
  bh_json_int (json, "tokens_in", tally->tokens_in);
  bh_json_int (json, "tokens_out", tally->tokens_out);
  bh_json_int (json, "cost", tally->cost);
  bh_json_int (json, "helpful", tally->helpful);
  bh_json_int (json, "unhelpful", tally->unhelpful);
  bh_json_end_object (json);
}

static void
write_totals (BhJsonWriter *json, const char *name, BhdTally *tally)
{
  bh_json_begin_object (json, name);
  bh_json_int (json, "conversations", tally->conversations);
  bh_json_int (json, "messages", tally->messages);
  bh_json_int (json, "resolved", tally->resolved);
  bh_json_int (json, "resolved_by_ai", tally->resolved_by_ai);
  bh_json_int (json, "handoffs", tally->handoffs);
  write_times (json, "first_response_us", &tally->first_response);
  write_times (json, "resolution_us", &tally->resolution);
  write_csat (json, tally);
  write_ai (json, tally);
  bh_json_begin_object (json, "tools");
  bh_json_int (json, "calls", tally->tool_calls);
  bh_json_int (json, "failed", tally->tools_failed);
  bh_json_end_object (json);
  bh_json_int (json, "gaps", tally->gaps);
  bh_json_end_object (json);
}

/* What steps, operators and teams have alike. */
static void
write_means (BhJsonWriter *json, BhdTally *tally)
{
  write_time (json, "first_response_us", bhd_times_median (&tally->first_response));
  write_time (json, "resolution_us", bhd_times_median (&tally->resolution));
  write_share (json, "csat", bhd_tally_rating (tally), bhd_tally_ratings (tally));
}

static void
write_series (BhJsonWriter *json, BhdInsights *insights)
{
  bh_json_begin_array (json, "series");
  for (guint i = 0; i < insights->steps->len; i++)
    {
      BhdTally *tally = &insights->series[i];

      bh_json_begin_object (json, NULL);
      bh_json_int (json, "at_us", g_array_index (insights->steps, gint64, i));
      bh_json_int (json, "conversations", tally->conversations);
      bh_json_int (json, "resolved", tally->resolved);
      bh_json_int (json, "handoffs", tally->handoffs);
      write_means (json, tally);
      bh_json_int (json, "ai_answers", tally->ai_answers);
      bh_json_int (json, "ai_cost", tally->cost);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

static void
write_hours (BhJsonWriter *json, const BhdInsights *insights)
{
  bh_json_begin_array (json, "hours");
  for (guint day = 0; day < 7; day++)
    {
      bh_json_begin_array (json, NULL);
      for (guint hour = 0; hour < 24; hour++)
        bh_json_int (json, NULL, insights->hours[24 * day + hour]);
      bh_json_end_array (json);
    }
  bh_json_end_array (json);
}

/* Operators or teams; @kind: what each is. */
static void
write_people (BhJsonWriter *json, const char *name, const char *kind, GPtrArray *entries)
{
  bh_json_begin_array (json, name);
  for (guint i = 0; i < entries->len; i++)
    {
      BhdInsightEntry *entry = entries->pdata[i];

      bh_json_begin_object (json, NULL);
      bh_json_begin_object (json, kind);
      bh_json_string (json, "id", entry->id);
      bh_json_string (json, "name", entry->name);
      bh_json_end_object (json);
      bh_json_int (json, "conversations", entry->tally.conversations);
      if (g_str_equal (kind, "operator"))
        bh_json_int (json, "messages", entry->tally.messages);
      write_means (json, &entry->tally);
      bh_json_int (json, "csat_count", bhd_tally_ratings (&entry->tally));
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

static void
write_tools (BhJsonWriter *json, GPtrArray *tools)
{
  bh_json_begin_array (json, "tools");
  for (guint i = 0; i < tools->len; i++)
    {
      BhdInsightEntry *tool = tools->pdata[i];

      bh_json_begin_object (json, NULL);
      bh_json_string (json, "name", tool->name);
      bh_json_int (json, "calls", tool->tally.tool_calls);
      bh_json_int (json, "failed", tool->tally.tools_failed);
      write_time (json, "duration_us", bhd_times_median (&tool->durations));
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

static void
write_gaps (BhJsonWriter *json, GPtrArray *gaps)
{
  bh_json_begin_array (json, "gaps");
  for (guint i = 0; i < gaps->len; i++)
    {
      const BhdInsightEntry *gap = gaps->pdata[i];

      bh_json_begin_object (json, NULL);
      bh_json_string (json, "id", gap->id);
      bh_json_string (json, "question", gap->name);
      bh_json_int (json, "hits", gap->count);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

static void
write_reasons (BhJsonWriter *json, GPtrArray *reasons)
{
  bh_json_begin_array (json, "reasons");
  for (guint i = 0; i < reasons->len; i++)
    {
      const BhdInsightEntry *reason = reasons->pdata[i];

      bh_json_begin_object (json, NULL);
      bh_json_string (json, "reason", reason->name);
      bh_json_int (json, "count", reason->count);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

void
bhd_insight_answer_write (BhdInsights *insights, BhJsonWriter *json)
{
  bh_json_begin_object (json, NULL);
  write_totals (json, "totals", &insights->totals);
  write_totals (json, "before", &insights->before);
  write_series (json, insights);
  write_hours (json, insights);
  write_people (json, "operators", "operator", insights->operators);
  write_people (json, "teams", "team", insights->teams);
  write_tools (json, insights->tools);
  write_gaps (json, insights->gaps);
  write_reasons (json, insights->reasons);
  bh_json_end_object (json);
}
