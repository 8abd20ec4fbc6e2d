/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/insights/bhc-insight-lists.h"

#include "console/ui/insights/bhc-insight-charts.h"

/* How a moment is written: as a whole, in a line of a table, on an axis, for programs. */
static const struct
{
  const char *rows, *name, *brief, *mark, *iso;
} formats[] = {
  [BHC_STEP_HOUR] = { N_ ("Hour"), N_ ("%A, %-e %B, %H:%M"), N_ ("%a %H:%M"), N_ ("%H:%M"),
                      "%Y-%m-%d %H:%M" },
  [BHC_STEP_DAY] = { N_ ("Day"), N_ ("%A, %-e %B %Y"), N_ ("%-e %b"), N_ ("%-e %b"), "%Y-%m-%d" },
  [BHC_STEP_WEEK] = { N_ ("Week"), N_ ("Week from %-e %B %Y"), N_ ("%-e %b %Y"), N_ ("%-e %b"),
                      "%Y-%m-%d" },
  [BHC_STEP_MONTH] = { N_ ("Month"), N_ ("%B %Y"), N_ ("%b %Y"), N_ ("%b %Y"), "%Y-%m" },
};

static BhcTable *
new_series (const char *title, BhcStep step)
{
  return bhc_table_new (title, _ (formats[step].rows));
}

static void
add_moment (BhcTable *table, BhcStep step, gint64 at_us, const double *values)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_us / BH_SECOND);
  g_autofree char *name = at != NULL ? g_date_time_format (at, _ (formats[step].name)) : NULL;
  g_autofree char *brief = at != NULL ? g_date_time_format (at, _ (formats[step].brief)) : NULL;
  g_autofree char *mark = at != NULL ? g_date_time_format (at, _ (formats[step].mark)) : NULL;
  g_autofree char *iso = at != NULL ? g_date_time_format (at, formats[step].iso) : NULL;

  bhc_table_add_row (table, name != NULL ? name : "", mark, iso, values);
  bhc_table_shorten (table, brief);
}

#define EACH_STEP(figures, at)                                                                     \
  for (const BhcStepFigures *at = (const BhcStepFigures *) (gpointer) (figures)->series->data;     \
       at < (const BhcStepFigures *) (gpointer) (figures)->series->data + (figures)->series->len;  \
       at++)

static BhcTable *
make_work (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = new_series (_ ("Conversations"), step);

  bhc_table_add_column (table, C_ ("figure", "Begun"), BHC_UNIT_COUNT);
  bhc_table_add_column (table, C_ ("figure", "Resolved"), BHC_UNIT_COUNT);
  bhc_table_add_column (table, C_ ("figure", "Handed Over"), BHC_UNIT_COUNT);
  EACH_STEP (figures, at)
  add_moment (
      table, step, at->at_us,
      (const double[]){ (double) at->conversations, (double) at->resolved, (double) at->handoffs });
  return table;
}

static BhcTable *
make_first_response (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = new_series (_ ("First Response"), step);

  bhc_table_add_column (table, _ ("First Response, Median"), BHC_UNIT_TIME);
  EACH_STEP (figures, at) add_moment (table, step, at->at_us, &at->first_response);
  return table;
}

static BhcTable *
make_resolution (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = new_series (_ ("Time to Resolution"), step);

  bhc_table_add_column (table, _ ("Time to Resolution, Median"), BHC_UNIT_TIME);
  EACH_STEP (figures, at) add_moment (table, step, at->at_us, &at->resolution);
  return table;
}

static BhcTable *
make_rating (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = new_series (_ ("Satisfaction"), step);

  bhc_table_add_column (table, _ ("Rating, Average of 1 to 5"), BHC_UNIT_RATING);
  EACH_STEP (figures, at) add_moment (table, step, at->at_us, &at->rating);
  return table;
}

static BhcTable *
make_answers (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = new_series (_ ("Answers of the Assistant"), step);

  bhc_table_add_column (table, C_ ("figure", "Answers"), BHC_UNIT_COUNT);
  EACH_STEP (figures, at)
  add_moment (table, step, at->at_us, (const double[]){ (double) at->ai_answers });
  return table;
}

static BhcTable *
make_cost (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = new_series (_ ("Estimated Cost of the Assistant"), step);

  bhc_table_add_column (table, _ ("Estimated Cost"), BHC_UNIT_COST);
  EACH_STEP (figures, at)
  add_moment (table, step, at->at_us, (const double[]){ (double) at->cost });
  return table;
}

const BhcInsightChart bhc_insight_charts[] = {
  { "conversations", &bhc_time_lines, make_work, NULL },
  { "first-response", &bhc_time_lines, make_first_response, NULL },
  { "resolution", &bhc_time_lines, make_resolution, NULL },
  { "satisfaction", &bhc_time_lines, make_rating, NULL },
  { "ratings", &bhc_thing_bars, bhc_insight_list_ratings, NULL },
  { "hours", &bhc_heat_map, bhc_insight_list_hours,
    N_ ("The larger and stronger, the more conversations began in that hour.") },
  { "answers", &bhc_time_bars, make_answers, NULL },
  { "cost", &bhc_time_bars, make_cost,
    N_ ("From the providers’ prices, without a currency: their bill counts.") },
  { "operators", &bhc_thing_bars, bhc_insight_list_operators, NULL },
  { "teams", &bhc_thing_bars, bhc_insight_list_teams, NULL },
  { "reasons", &bhc_thing_bars, bhc_insight_list_reasons, NULL },
  { "gaps", &bhc_thing_bars, bhc_insight_list_gaps,
    N_ ("Questions without an answer, of all teams and channels.") },
  { "tools", &bhc_thing_bars, bhc_insight_list_tools, NULL },
  { NULL },
};
