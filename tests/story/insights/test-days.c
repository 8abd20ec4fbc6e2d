/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia looks at other days than those she is shown first: she takes them from a calendar, also the
 * wrong way round; and when most visitors come.  The real window, real keys, the real daemon. */
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat.h"

#include <string.h>

#define VISITORS 3
#define HOUR_US (3600 * (gint64) G_USEC_PER_SEC)

static struct
{
  BhtBellhopd *daemon;
  Seat *mia;
  gint64 began_us[VISITORS];
} story;

static void
see (const char *pattern)
{
  seat_see (story.mia, BHT_ATSPI_ANY, pattern);
}

/* “7 Nov 2026”, so many days from today */
static char *
day (int from_today)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, from_today);

  return g_date_time_format (then, "%-e %b %Y");
}

static void
see_day (const char *which, int from_today)
{
  g_autofree char *date = day (from_today);
  g_autofree char *pattern = g_strdup_printf ("%s: %s", which, date);

  see (pattern);
}

/* ---- other days ---- */

/* @keys: from the one that is chosen.  What can be pressed is within. */
static void
choose_period (const char *keys)
{
  g_autoptr (AtspiAccessible) period =
      bht_atspi_wait (seat_root (story.mia), ATSPI_ROLE_COMBO_BOX, "Period", SEAT_SECONDS);
  g_autoptr (AtspiAccessible) button = atspi_accessible_get_child_at_index (period, 0, NULL);

  bht_atspi_press (button);
  seat_see (story.mia, ATSPI_ROLE_LABEL, "This Year");
  seat_keys (story.mia, keys);
}

static void
test_days_of_ones_own_begin_with_a_fortnight (void)
{
  seat_keys (story.mia, "ctrl+4");
  see ("Conversations: 3. *");
  choose_period ("End Return");
  see_day ("First day", -13);
  see_day ("Last day", 0);
}

/* In a calendar the arrows walk by days, and the space bar takes one. */
static void
take_day (const char *which, const char *walk)
{
  g_autofree char *pattern = g_strconcat (which, " *", NULL);

  seat_walk (story.mia, "Tab", ATSPI_ROLE_PUSH_BUTTON, pattern);
  seat_keys (story.mia, "space");
  seat_see (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Previous Month");
  seat_picture (story.mia, "days-2-calendar");
  seat_keys (story.mia, walk);
}

/* A day of the month before becomes the last one, and comes before the first: the days between
 * them are meant. */
static void
test_days_the_wrong_way_round_are_exchanged (void)
{
  take_day ("Last day", "ctrl+Left Right space");
  see ("The last day was before the first: they were exchanged.");
  see_day ("Last day", -13);
  see ("No Conversations in This Period");
  seat_picture (story.mia, "days-3-exchanged");
}

/* A day of the month after is the last one now. */
static void
test_another_day_is_taken_from_the_calendar (void)
{
  take_day ("Last day", "ctrl+Right ctrl+Right Right space");
  see ("Conversations: 3. *");
  seat_picture (story.mia, "days-4-taken");
}

/* ---- when they come ---- */

/* How many began in the same hour as the first did; its hour and its day of the week (from 0). */
static guint
count_in_first_hour (int *hour, int *weekday)
{
  g_autoptr (GDateTime) first =
      g_date_time_new_from_unix_local (story.began_us[0] / G_USEC_PER_SEC);
  guint n = 0;

  for (guint i = 0; i < VISITORS; i++)
    n += story.began_us[i] / HOUR_US == story.began_us[0] / HOUR_US;
  *hour = g_date_time_get_hour (first);
  *weekday = g_date_time_get_day_of_week (first) - 1;
  return n;
}

/* The square under the keyboard is called by its day and hour, and how many began there. */
static void
test_the_busiest_hour_is_read (void)
{
  int hour, weekday;
  guint n = count_in_first_hour (&hour, &weekday);
  g_autofree char *wanted = g_strdup_printf ("*%02d:00: %u*", hour, n);

  seat_walk (story.mia, "Tab", ATSPI_ROLE_IMAGE, "Busiest Hours");
  seat_keys (story.mia, "Home");
  for (int i = 0; i < hour; i++)
    seat_keys (story.mia, "Right");
  for (int i = 0; i < weekday; i++)
    seat_keys (story.mia, "Down");
  seat_at (story.mia, ATSPI_ROLE_IMAGE, wanted);
  seat_picture (story.mia, "days-1-hours");
}

static void
set_up (void)
{
  static const char *const names[VISITORS] = { "Ada Lindqvist", "Ben Okri", "Cleo Marsh" };
  g_autofree char *token = NULL;
  g_autoptr (BhtApi) api = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  api = bht_api_new (bht_bellhopd_url (story.daemon), token);
  for (guint i = 0; i < VISITORS; i++)
    {
      g_autoptr (Visitor) visitor = visitor_new (story.daemon, names[i], "My fork creaks.");

      story.began_us[i] = visitor_read_us (visitor, api, "created_us");
    }
  story.mia = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1400, 1000);
  seat_open (story.mia, bht_bellhopd_url (story.daemon));
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "All, 3");
}

#define CHAPTER(name, function) g_test_add_func ("/story/days/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-days-of-ones-own-begin-with-a-fortnight",
           test_days_of_ones_own_begin_with_a_fortnight);
  CHAPTER ("2-days-the-wrong-way-round-are-exchanged", test_days_the_wrong_way_round_are_exchanged);
  CHAPTER ("3-another-day-is-taken-from-the-calendar", test_another_day_is_taken_from_the_calendar);
  CHAPTER ("4-the-busiest-hour-is-read", test_the_busiest_hour_is_read);
  status = g_test_run ();
  seat_free (story.mia);
  bht_bellhopd_free (story.daemon);
  return status;
}
