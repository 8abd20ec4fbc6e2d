/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/insights/bhd-steps.h"

#include "common/bh-error.h"

#include <glib/gi18n.h>

#define HOUR_S 3600
#define WEEK_H (7 * 24)
#define THURSDAY_H (3 * 24) /* what the epoch was, behind Monday */

/* Hours are elapsed ones: where the clock is put back there are two of the same name. */
static GDateTime *
floor_hour (GDateTime *at)
{
  return g_date_time_add_seconds (at, -60.0 * g_date_time_get_minute (at) -
                                          g_date_time_get_second (at));
}

static GDateTime *
new_day (GDateTime *like, GDate *date)
{
  return g_date_time_new (g_date_time_get_timezone (like), g_date_get_year (date),
                          (int) g_date_get_month (date), g_date_get_day (date), 0, 0, 0);
}

/* The step in which @at is begins there; @next: the one behind it. */
static GDateTime *
begin_of (GDateTime *at, BhdStep step, gboolean next)
{
  g_autoptr (GDateTime) hour = NULL;
  GDate date;

  if (step == BHD_STEP_HOUR)
    {
      hour = floor_hour (at);
      return next ? g_date_time_add_hours (hour, 1) : g_steal_pointer (&hour);
    }
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, step == BHD_STEP_MONTH ? 1 : (GDateDay) g_date_time_get_day_of_month (at),
                  (GDateMonth) g_date_time_get_month (at), (GDateYear) g_date_time_get_year (at));
  if (step == BHD_STEP_WEEK)
    g_date_subtract_days (&date, (guint) g_date_time_get_day_of_week (at) - 1);
  if (next && step == BHD_STEP_MONTH)
    g_date_add_months (&date, 1);
  else if (next)
    g_date_add_days (&date, step == BHD_STEP_WEEK ? 7 : 1);
  return new_day (at, &date);
}

static gint64
to_us (GDateTime *at)
{
  return g_date_time_to_unix (at) * G_USEC_PER_SEC;
}

static GArray *
refuse (const char *reason, GError **error)
{
  g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, reason);
  return NULL;
}

GArray *
bhd_steps_new (gint64 from_us, gint64 until_us, BhdStep step, GTimeZone *zone, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (from_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) at = there != NULL ? begin_of (there, step, FALSE) : NULL;

  if (until_us <= from_us)
    return refuse (N_ ("the period ends before it begins: “to_us” must be behind “from_us”"),
                   error);
  while (at != NULL && to_us (at) < until_us)
    {
      gint64 begin_us = to_us (at);
      g_autoptr (GDateTime) next = begin_of (at, step, TRUE);

      if (steps->len == BHD_STEPS_MAX)
        return refuse (N_ ("the period has more than 400 steps: choose longer ones"), error);
      g_array_append_val (steps, begin_us);
      g_date_time_unref (at);
      at = g_steal_pointer (&next);
    }
  if (at == NULL || steps->len == 0)
    return refuse (N_ ("the period is outside of the calendar"), error);
  return g_steal_pointer (&steps);
}

guint
bhd_steps_find (const GArray *steps, gint64 at_us)
{
  guint low = 0, high = steps->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (steps, gint64, middle) <= at_us)
        low = middle;
      else
        high = middle;
    }
  return low;
}

guint
bhd_steps_hour_of_week (GTimeZone *zone, gint64 at_us)
{
  gint64 at_s = at_us / G_USEC_PER_SEC;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at_s);
  gint64 wall_s = at_s + g_time_zone_get_offset (zone, interval);
  gint64 hour = (wall_s / HOUR_S + THURSDAY_H) % WEEK_H;

  return (guint) (hour < 0 ? hour + WEEK_H : hour);
}
