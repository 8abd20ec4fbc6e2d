/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/insights/bhc-period.h"

#include "common/bh-clock.h"

#define DAY_US (24 * BH_HOUR)

/* The longest period that is shown in such steps, in days. */
static const struct
{
  BhcStep step;
  int days;
} longest[] = {
  { BHC_STEP_HOUR, 2 },
  { BHC_STEP_DAY, 93 },
  { BHC_STEP_WEEK, 2 * 366 },
};

static GDate
day_of (gint64 us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / BH_SECOND);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (there),
                  (GDateMonth) g_date_time_get_month (there),
                  (GDateYear) g_date_time_get_year (there));
  return day;
}

static gint64
midnight_of (const GDate *day, GTimeZone *zone)
{
  g_autoptr (GDateTime) begin = g_date_time_new (
      zone, g_date_get_year (day), (int) g_date_get_month (day), g_date_get_day (day), 0, 0, 0);

  return g_date_time_to_unix (begin) * BH_SECOND;
}

static BhcStep
choose_step (gint64 from_us, gint64 to_us)
{
  for (gsize i = 0; i < G_N_ELEMENTS (longest); i++)
    {
      if (to_us - from_us <= longest[i].days * DAY_US + 2 * BH_HOUR) /* clocks are changed */
        return longest[i].step;
    }
  return BHC_STEP_MONTH;
}

static void
find_days (const BhcPeriod *self, GDate *from, GDate *to)
{
  static const guint
      before[] = { [BHC_PERIOD_WEEK] = 6, [BHC_PERIOD_MONTH] = 29, [BHC_PERIOD_QUARTER] = 89 };

  switch (self->kind)
    {
    case BHC_PERIOD_WEEK:
    case BHC_PERIOD_MONTH:
    case BHC_PERIOD_QUARTER:
      g_date_subtract_days (from, before[self->kind]);
      break;
    case BHC_PERIOD_YEAR:
      g_date_set_dmy (from, 1, G_DATE_JANUARY, g_date_get_year (to));
      break;
    case BHC_PERIOD_OWN:
      *from = self->from;
      *to = self->to;
      g_date_order (from, to);
      break;
    case BHC_PERIOD_TODAY:
    default:
      break;
    }
}

BhcSpan
bhc_period_span (const BhcPeriod *self, gint64 now_us, GTimeZone *zone)
{
  GDate from = day_of (now_us, zone);
  GDate to = from;
  BhcSpan span;

  find_days (self, &from, &to);
  g_date_add_days (&to, 1);
  span.from_us = midnight_of (&from, zone);
  span.to_us = midnight_of (&to, zone);
  if (now_us > span.from_us)
    span.to_us = MIN (span.to_us, now_us); /* the hours to come would make the figures look bad */
  span.step = choose_step (span.from_us, span.to_us);
  return span;
}

const char *
bhc_step_word (BhcStep step)
{
  static const char *const words[] = { "hour", "day", "week", "month" };

  return words[step];
}
