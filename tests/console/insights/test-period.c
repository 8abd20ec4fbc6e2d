/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which days are asked for, and where the lines of an axis stand. */
#include "console/model/insights/bhc-period.h"
#include "console/model/insights/bhc-ticks.h"
#include "tests/console/insights/figures-tests.h"

#include "common/bh-clock.h"

#include <math.h>

#define DAY (24 * BH_HOUR)

static gint64
moment (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, utc);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * BH_SECOND;
}

static BhcSpan
span_of (BhcPeriodKind kind, const char *now, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  BhcPeriod period = { .kind = kind };

  g_assert_nonnull (zone);
  return bhc_period_span (&period, moment (now), zone);
}

static void
assert_span (BhcSpan span, const char *from, const char *to, BhcStep step)
{
  g_assert_cmpint (span.from_us, ==, moment (from));
  g_assert_cmpint (span.to_us, ==, moment (to));
  g_assert_cmpint (span.step, ==, step);
}

static void
test_today (void)
{
  assert_span (span_of (BHC_PERIOD_TODAY, "2026-11-21T10:02:00Z", "UTC"), "2026-11-21T00:00:00Z",
               "2026-11-21T10:02:00Z", BHC_STEP_HOUR);
}

static void
test_days_begin_at_a_midnight_there (void)
{
  assert_span (span_of (BHC_PERIOD_WEEK, "2026-11-21T23:30:00Z", "+02:00"), "2026-11-15T22:00:00Z",
               "2026-11-21T23:30:00Z", BHC_STEP_DAY);
}

static void
test_longer_ones_have_longer_steps (void)
{
  g_assert_cmpint (span_of (BHC_PERIOD_MONTH, "2026-11-21T10:00:00Z", "UTC").step, ==,
                   BHC_STEP_DAY);
  g_assert_cmpint (span_of (BHC_PERIOD_QUARTER, "2026-11-21T10:00:00Z", "UTC").step, ==,
                   BHC_STEP_DAY);
  assert_span (span_of (BHC_PERIOD_YEAR, "2026-11-21T10:00:00Z", "UTC"), "2026-01-01T00:00:00Z",
               "2026-11-21T10:00:00Z", BHC_STEP_WEEK);
}

static BhcSpan
own_span (GDate from, GDate to, const char *now)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  BhcPeriod period = { BHC_PERIOD_OWN, from, to };

  return bhc_period_span (&period, moment (now), utc);
}

static GDate
day (guint year, GDateMonth month, guint of_month)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) of_month, month, (GDateYear) year);
  return date;
}

static void
test_own_days_are_both_within (void)
{
  assert_span (own_span (day (2026, 10, 1), day (2026, 10, 31), "2026-11-21T10:00:00Z"),
               "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", BHC_STEP_DAY);
}

static void
test_own_days_come_in_either_order (void)
{
  assert_span (own_span (day (2026, 10, 31), day (2026, 10, 1), "2026-11-21T10:00:00Z"),
               "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", BHC_STEP_DAY);
}

static void
test_own_days_may_be_to_come (void)
{
  BhcSpan span = own_span (day (2027, 1, 1), day (2027, 1, 2), "2026-11-21T10:00:00Z");

  g_assert_cmpint (span.to_us - span.from_us, ==, 2 * DAY);
}

static void
test_many_years_are_months (void)
{
  BhcSpan span = own_span (day (2010, 1, 1), day (2026, 11, 21), "2026-11-21T10:00:00Z");

  g_assert_cmpint (span.step, ==, BHC_STEP_MONTH);
}

static void
test_clock_change_makes_no_hours_of_days (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");
  BhcPeriod period = { BHC_PERIOD_OWN, day (2026, 10, 24), day (2026, 10, 25) };
  BhcSpan span;

  if (zone == NULL)
    {
      g_test_skip ("this GLib reads no such zones");
      return;
    }
  span = bhc_period_span (&period, moment ("2026-11-21T10:00:00Z"), zone);
  g_assert_cmpint (span.to_us - span.from_us, ==, 49 * BH_HOUR);
  g_assert_cmpint (span.step, ==, BHC_STEP_HOUR);
}

/* ---- ticks ---- */

static void
assert_ticks (double top, guint most, BhcUnit unit, double step, guint n)
{
  BhcTicks ticks = bhc_ticks_new (top, most, unit);

  g_assert_cmpfloat_with_epsilon (ticks.step, step, step * 1e-9);
  g_assert_cmpuint (ticks.n, ==, n);
}

static void
test_counts_are_whole (void)
{
  assert_ticks (3, 4, BHC_UNIT_COUNT, 1, 3);
  assert_ticks (1, 4, BHC_UNIT_COUNT, 1, 1);
  assert_ticks (37, 4, BHC_UNIT_COUNT, 10, 4);
  assert_ticks (200000, 4, BHC_UNIT_COUNT, 50000, 4);
}

static void
test_times_are_as_clocks_count (void)
{
  assert_ticks (100.0 * BH_SECOND, 4, BHC_UNIT_TIME, 30.0 * BH_SECOND, 4);
  assert_ticks (50.0 * BH_MINUTE, 4, BHC_UNIT_TIME, 15.0 * BH_MINUTE, 4);
  assert_ticks (23.0 * BH_HOUR, 4, BHC_UNIT_TIME, 6.0 * BH_HOUR, 4);
  assert_ticks (9.0 * DAY, 4, BHC_UNIT_TIME, 5.0 * DAY, 2);
}

static void
test_ratings_go_from_one_to_five (void)
{
  BhcTicks ticks = bhc_ticks_new (3.2, 4, BHC_UNIT_RATING);

  g_assert_cmpfloat (ticks.first, ==, 1);
  g_assert_cmpfloat (bhc_ticks_last (&ticks), ==, 5);
  g_assert_cmpfloat (bhc_ticks_part (&ticks, 3), ==, 0.5);
  ticks = bhc_ticks_new (3.2, 2, BHC_UNIT_RATING);
  g_assert_cmpfloat (bhc_ticks_last (&ticks), ==, 5);
}

static void
test_nothing_has_an_axis_too (void)
{
  for (guint unit = BHC_UNIT_COUNT; unit <= BHC_UNIT_SHARE; unit++)
    {
      BhcTicks ticks = bhc_ticks_new (0, 0, (BhcUnit) unit);

      g_assert_cmpuint (ticks.n, >=, 1);
      g_assert_cmpfloat (bhc_ticks_last (&ticks), >, ticks.first);
      ticks = bhc_ticks_new (NAN, 4, (BhcUnit) unit);
      g_assert_cmpuint (ticks.n, >=, 1);
    }
}

/* Whatever the top: no more lines than asked for, the last of them not below it. */
static void
test_every_top_is_reached (void)
{
  for (double top = 1; top < 1e13; top *= 1.37)
    for (guint most = 1; most <= 8; most++)
      {
        BhcTicks counts = bhc_ticks_new (top, most, BHC_UNIT_COUNT);
        BhcTicks times = bhc_ticks_new (top, most, BHC_UNIT_TIME);

        g_assert_cmpuint (counts.n, <=, most);
        g_assert_cmpuint (times.n, <=, most);
        g_assert_cmpfloat (bhc_ticks_last (&counts), >=, top * (1 - 1e-6));
        g_assert_cmpfloat (bhc_ticks_last (&times), >=, top * (1 - 1e-6));
      }
}

void
add_period_tests (void)
{
  g_test_add_func ("/console/period/today", test_today);
  g_test_add_func ("/console/period/begins-at-a-midnight-there",
                   test_days_begin_at_a_midnight_there);
  g_test_add_func ("/console/period/longer-has-longer-steps", test_longer_ones_have_longer_steps);
  g_test_add_func ("/console/period/own-days-are-both-within", test_own_days_are_both_within);
  g_test_add_func ("/console/period/own-days-in-either-order", test_own_days_come_in_either_order);
  g_test_add_func ("/console/period/own-days-to-come", test_own_days_may_be_to_come);
  g_test_add_func ("/console/period/many-years-are-months", test_many_years_are_months);
  g_test_add_func ("/console/period/clock-change", test_clock_change_makes_no_hours_of_days);
  g_test_add_func ("/console/ticks/counts-are-whole", test_counts_are_whole);
  g_test_add_func ("/console/ticks/times-as-clocks-count", test_times_are_as_clocks_count);
  g_test_add_func ("/console/ticks/ratings", test_ratings_go_from_one_to_five);
  g_test_add_func ("/console/ticks/nothing", test_nothing_has_an_axis_too);
  g_test_add_func ("/console/ticks/every-top-is-reached", test_every_top_is_reached);
}
