/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-status.h"

#include "console/ui/insights/bhc-insight-lists.h"

BhcTable *
bhc_insight_list_ratings (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = bhc_table_new (_ ("Ratings Given"), _ ("Rating"));

  bhc_table_add_column (table, C_ ("figure", "Times Given"), BHC_UNIT_COUNT);
  for (int i = G_N_ELEMENTS (figures->totals.scores); i > 0; i--)
    {
      g_autofree char *name = g_strdup_printf (_ ("%d of 5"), i);
      double count = (double) figures->totals.scores[i - 1];

      bhc_table_add_row (table, name, NULL, NULL, &count);
    }
  return table;
}

/* @format of the weekday, 0 being Monday: one of a week that began with one. */
static char *
format_weekday (int day, const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2024, 1, 1 + day, 0, 0, 0);

  return g_date_time_format (date, format);
}

BhcTable *
bhc_insight_list_hours (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = bhc_table_new (_ ("Busiest Hours"), _ ("Weekday"));

  for (int hour = 0; hour < 24; hour++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (2024, 1, 1, hour, 0, 0);
      g_autofree char *title = g_date_time_format (time, _ ("%H:%M"));

      bhc_table_add_column (table, title, BHC_UNIT_COUNT);
    }
  for (int day = 0; day < 7; day++)
    {
      g_autofree char *name = format_weekday (day, "%A");
      g_autofree char *mark = format_weekday (day, "%a");
      double counts[24];

      for (int hour = 0; hour < 24; hour++)
        counts[hour] = (double) figures->hours[24 * day + hour];
      bhc_table_add_row (table, name, mark, NULL, counts);
    }
  return table;
}

static void
add_people (BhcTable *table, GPtrArray *entries, gboolean messages, const char *nameless)
{
  bhc_table_add_column (table, C_ ("figure", "Conversations"), BHC_UNIT_COUNT);
  if (messages)
    bhc_table_add_column (table, C_ ("figure", "Messages"), BHC_UNIT_COUNT);
  bhc_table_add_column (table, _ ("First Response, Median"), BHC_UNIT_TIME);
  bhc_table_add_column (table, _ ("Time to Resolution, Median"), BHC_UNIT_TIME);
  bhc_table_add_column (table, _ ("Rating, Average of 1 to 5"), BHC_UNIT_RATING);
  bhc_table_add_column (table, C_ ("figure", "Ratings"), BHC_UNIT_COUNT);
  bhc_table_set_drawn (table, messages ? 2 : 1);
  for (guint i = 0; i < entries->len; i++)
    {
      const BhcFigureEntry *entry = entries->pdata[i];
      const double values[] = { (double) entry->conversations,
                                (double) entry->messages,
                                entry->first_response,
                                entry->resolution,
                                entry->rating,
                                (double) entry->ratings };
      double less[] = { values[0], values[2], values[3], values[4], values[5] };

      bhc_table_add_row (table, entry->name != NULL ? entry->name : nameless, NULL, NULL,
                         messages ? values : less);
    }
}

BhcTable *
bhc_insight_list_operators (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = bhc_table_new (_ ("By Operator"), _ ("Operator"));

  add_people (table, figures->operators, TRUE, _ ("Somebody who has left"));
  return table;
}

BhcTable *
bhc_insight_list_teams (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = bhc_table_new (_ ("By Team"), _ ("Team"));

  add_people (table, figures->teams, FALSE, _ ("A team that is no more"));
  return table;
}

/* @words: (nullable) how a name is said. */
static void
add_counts (BhcTable *table,
            GPtrArray *entries,
            const char *(*words) (const char *name),
            const char *nameless)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const BhcFigureEntry *entry = entries->pdata[i];
      double count = (double) entry->count;
      const char *name = entry->name != NULL && *entry->name != '\0' ? entry->name : nameless;

      bhc_table_add_row (table, words != NULL ? words (name) : name, NULL, NULL, &count);
    }
}

BhcTable *
bhc_insight_list_reasons (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = bhc_table_new (_ ("Why Conversations Were Handed Over"), _ ("Reason"));

  bhc_table_add_column (table, C_ ("figure", "Handed Over"), BHC_UNIT_COUNT);
  add_counts (table, figures->reasons, bhc_status_reason_words, _ ("No reason given"));
  return table;
}

BhcTable *
bhc_insight_list_gaps (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = bhc_table_new (_ ("Gaps in the Articles"), _ ("Question"));

  bhc_table_add_column (table, C_ ("figure", "Asked"), BHC_UNIT_COUNT);
  add_counts (table, figures->gaps, NULL, _ ("No words"));
  return table;
}

BhcTable *
bhc_insight_list_tools (const BhcFigures *figures, BhcStep step)
{
  BhcTable *table = bhc_table_new (_ ("Tools"), _ ("Tool"));

  bhc_table_add_column (table, C_ ("figure", "Calls"), BHC_UNIT_COUNT);
  bhc_table_add_column (table, C_ ("figure", "Failed"), BHC_UNIT_COUNT);
  bhc_table_add_column (table, _ ("Duration, Median"), BHC_UNIT_TIME);
  bhc_table_set_drawn (table, 2);
  for (guint i = 0; i < figures->tools->len; i++)
    {
      const BhcFigureEntry *tool = figures->tools->pdata[i];

      bhc_table_add_row (
          table, tool->name != NULL ? tool->name : "", NULL, NULL,
          (const double[]){ (double) tool->calls, (double) tool->failed, tool->duration });
    }
  return table;
}
