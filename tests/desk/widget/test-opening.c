/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-opening.h"

#include "common/bh-clock.h"

/* When an organisation opens next, in zones that put their clocks forward and back. */

#define BERLIN "Europe/Berlin"
#define WORKDAYS                                                                                   \
  "{\"mon\":[[\"09:00\",\"17:00\"]],\"tue\":[[\"09:00\",\"17:00\"]],"                              \
  "\"wed\":[[\"09:00\",\"17:00\"]],\"thu\":[[\"09:00\",\"17:00\"]],"                               \
  "\"fri\":[[\"09:00\",\"17:00\"]]}"

static gint64
at (const char *utc)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (utc, NULL);

  return g_date_time_to_unix (time) * BH_SECOND;
}

static void
assert_changes (const char *hours,
                const char *zone,
                const char *now,
                gboolean open,
                const char *when)
{
  BhdOpening opening = bhd_opening_at (hours, zone, at (now));

  g_assert_cmpint (opening.open, ==, open);
  g_assert_cmpint (opening.changes_us, ==, when != NULL ? at (when) : 0);
}

static void
test_opens_in_the_morning (void)
{
  assert_changes (WORKDAYS, BERLIN, "2026-06-10T03:00:00Z", FALSE, "2026-06-10T07:00:00Z");
  assert_changes (WORKDAYS, BERLIN, "2026-06-10T06:59:59Z", FALSE, "2026-06-10T07:00:00Z");
}

static void
test_closes_in_the_evening (void)
{
  assert_changes (WORKDAYS, BERLIN, "2026-06-10T07:00:00Z", TRUE, "2026-06-10T15:00:00Z");
  assert_changes (WORKDAYS, BERLIN, "2026-06-10T15:00:00Z", FALSE, "2026-06-11T07:00:00Z");
}

static void
test_weekend_is_passed_over (void)
{
  assert_changes (WORKDAYS, BERLIN, "2026-06-12T16:00:00Z", FALSE, "2026-06-15T07:00:00Z");
}

/* Sunday 29 March 2026: 02:00 is 03:00.  Monday's nine o'clock is an hour earlier than Friday's. */
static void
test_clocks_go_forward_over_the_weekend (void)
{
  assert_changes (WORKDAYS, BERLIN, "2026-03-27T20:00:00Z", FALSE, "2026-03-30T07:00:00Z");
}

/* Sunday 25 October 2026: 03:00 is 02:00 again. */
static void
test_clocks_go_back_over_the_weekend (void)
{
  assert_changes (WORKDAYS, BERLIN, "2026-10-23T20:00:00Z", FALSE, "2026-10-26T08:00:00Z");
}

/* Half past two does not exist that night: it opens when the clock shows three. */
static void
test_opening_in_the_hour_that_is_left_out (void)
{
  static const char hours[] = "{\"sun\":[[\"02:30\",\"06:00\"]]}";

  assert_changes (hours, BERLIN, "2026-03-28T23:00:00Z", FALSE, "2026-03-29T01:00:00Z");
  assert_changes (hours, BERLIN, "2026-03-29T01:00:00Z", TRUE, "2026-03-29T04:00:00Z");
}

/* From half past two to three it is open twice that night. */
static void
test_opening_in_the_hour_that_comes_twice (void)
{
  static const char hours[] = "{\"sun\":[[\"02:30\",\"06:00\"]]}";

  assert_changes (hours, BERLIN, "2026-10-25T00:00:00Z", FALSE, "2026-10-25T00:30:00Z");
  assert_changes (hours, BERLIN, "2026-10-25T00:30:00Z", TRUE, "2026-10-25T01:00:00Z");
  assert_changes (hours, BERLIN, "2026-10-25T01:00:00Z", FALSE, "2026-10-25T01:30:00Z");
  assert_changes (hours, BERLIN, "2026-10-25T01:30:00Z", TRUE, "2026-10-25T05:00:00Z");
}

static void
test_a_span_over_midnight (void)
{
  static const char hours[] = "{\"sun\":[[\"22:00\",\"06:00\"]]}";

  assert_changes (hours, "UTC", "2026-06-14T12:00:00Z", FALSE, "2026-06-14T22:00:00Z");
  assert_changes (hours, "UTC", "2026-06-15T01:00:00Z", TRUE, "2026-06-15T06:00:00Z");
}

static void
test_zone_without_leaps_and_half_an_hour (void)
{
  assert_changes (WORKDAYS, "Asia/Kolkata", "2026-06-10T00:00:00Z", FALSE, "2026-06-10T03:30:00Z");
}

static void
test_no_hours_are_all_hours (void)
{
  assert_changes ("{}", BERLIN, "2026-06-10T03:00:00Z", TRUE, NULL);
  assert_changes ("{\"mon\":[]}", BERLIN, "2026-06-10T03:00:00Z", TRUE, NULL);
}

static void
test_hours_without_end (void)
{
  static const char all[] = "{\"mon\":[[\"00:00\",\"24:00\"]],\"tue\":[[\"00:00\",\"24:00\"]],"
                            "\"wed\":[[\"00:00\",\"24:00\"]],\"thu\":[[\"00:00\",\"24:00\"]],"
                            "\"fri\":[[\"00:00\",\"24:00\"]],\"sat\":[[\"00:00\",\"24:00\"]],"
                            "\"sun\":[[\"00:00\",\"24:00\"]]}";

  assert_changes (all, BERLIN, "2026-03-28T23:00:00Z", TRUE, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/desk/opening/" name, function)
  ADD ("opens-in-the-morning", test_opens_in_the_morning);
  ADD ("closes-in-the-evening", test_closes_in_the_evening);
  ADD ("weekend-is-passed-over", test_weekend_is_passed_over);
  ADD ("clocks-go-forward-over-the-weekend", test_clocks_go_forward_over_the_weekend);
  ADD ("clocks-go-back-over-the-weekend", test_clocks_go_back_over_the_weekend);
  ADD ("opening-in-the-hour-that-is-left-out", test_opening_in_the_hour_that_is_left_out);
  ADD ("opening-in-the-hour-that-comes-twice", test_opening_in_the_hour_that_comes_twice);
  ADD ("a-span-over-midnight", test_a_span_over_midnight);
  ADD ("zone-without-leaps-and-half-an-hour", test_zone_without_leaps_and_half_an_hour);
  ADD ("no-hours-are-all-hours", test_no_hours_are_all_hours);
  ADD ("hours-without-end", test_hours_without_end);
  return g_test_run ();
}
