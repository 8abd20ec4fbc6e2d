/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/conversation/deeds/bhc-snooze-times.h"

#define MORNING 9 /* o'clock */
#define LATER 3   /* hours */

static GDateTime *
morning_after (GDateTime *now, int days)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day), MORNING, 0, 0);
}

/* The full hour in three hours; what would be tomorrow has a word of its own. */
static GDateTime *
get_later (GDateTime *now)
{
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, LATER);
  GDateTime *later;

  if (g_date_time_get_day_of_month (then) != g_date_time_get_day_of_month (now))
    return NULL;

  later = g_date_time_add_full (then, 0, 0, 0, 0, -g_date_time_get_minute (then),
                                -g_date_time_get_seconds (then));
  return later;
}

static GDateTime *
get_morning (GDateTime *now)
{
  return morning_after (now, 1);
}

static GDateTime *
get_monday (GDateTime *now)
{
  return morning_after (now, 8 - g_date_time_get_day_of_week (now));
}

static GDateTime *
get_week (GDateTime *now)
{
  return morning_after (now, 7);
}

static const struct
{
  const char *word;
  const char *title;
  GDateTime *(*get) (GDateTime *now);
} times[] = {
  { "later", N_ ("Later Today"), get_later },
  { "morning", N_ ("Tomorrow Morning"), get_morning },
  { "monday", N_ ("Monday"), get_monday },
  { "week", N_ ("In a Week"), get_week },
};

GDateTime *
bhc_snooze_time (const char *word, GDateTime *now)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      if (g_strcmp0 (word, times[i].word) == 0)
        return times[i].get (now);
    }

  return NULL;
}

static int
days_between (GDateTime *from, GDateTime *to)
{
  g_autoptr (GDate) first = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (from),
                                            (GDateMonth) g_date_time_get_month (from),
                                            (GDateYear) g_date_time_get_year (from));
  g_autoptr (GDate) last = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (to),
                                           (GDateMonth) g_date_time_get_month (to),
                                           (GDateYear) g_date_time_get_year (to));

  return g_date_days_between (first, last);
}

char *
bhc_snooze_words (GDateTime *until, GDateTime *now)
{
  int days = days_between (now, until);

  if (days == 0)
    return g_date_time_format (until, C_ ("snoozed until", "%H:%M"));
  if (days == 1)
    return g_date_time_format (until, C_ ("snoozed until", "tomorrow %H:%M"));
  if (days > 1 && days < 7)
    return g_date_time_format (until, C_ ("snoozed until", "%a %H:%M"));

  return g_date_time_format (until, C_ ("snoozed until", "%-d %b %H:%M"));
}

char *
bhc_snooze_until (gint64 until_us, gint64 now_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / BH_SECOND);
  g_autoptr (GDateTime) until =
      until_us > 0 ? g_date_time_new_from_unix_local (until_us / BH_SECOND) : NULL;

  return until != NULL ? bhc_snooze_words (until, now) : NULL;
}

/* On a Sunday tomorrow is Monday, on a Monday that is in a week: the first word for it is enough.
 */
static gboolean
is_said_before (gsize position, GDateTime *until, GDateTime *now)
{
  for (gsize i = 0; i < position; i++)
    {
      g_autoptr (GDateTime) other = times[i].get (now);

      if (other != NULL && g_date_time_equal (other, until))
        return TRUE;
    }

  return FALSE;
}

GMenuModel *
bhc_snooze_menu (GDateTime *now)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) other = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) until = times[i].get (now);
      gboolean offered = until != NULL && !is_said_before (i, until, now);
      g_autofree char *words = offered ? bhc_snooze_words (until, now) : NULL;
      g_autofree char *label =
          words != NULL ? g_strdup_printf ("%s (%s)", _ (times[i].title), words) : NULL;
      g_autofree char *action = g_strdup_printf ("conversation.snooze::%s", times[i].word);

      if (label != NULL)
        g_menu_append (menu, label, action);
    }
  g_menu_append (other, _ ("_Pick Date and Time…"), "conversation.snooze-until");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (other));

  return G_MENU_MODEL (menu);
}
