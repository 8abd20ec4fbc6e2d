/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"

#include "console/ui/bhc-time.h"

#define DAY_US (24 * BH_HOUR)

static GDateTime *
local_time (gint64 us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / BH_SECOND);

  return utc != NULL ? g_date_time_to_local (utc) : g_date_time_new_from_unix_local (0);
}

static char *
format_time (gint64 us, const char *format)
{
  g_autoptr (GDateTime) time = local_time (us);

  return g_date_time_format (time, format);
}

/* Whole calendar days between the two, so that “yesterday” begins at midnight. */
static int
days_between (gint64 then_us, gint64 now_us)
{
  g_autoptr (GDateTime) then = local_time (then_us);
  g_autoptr (GDateTime) now = local_time (now_us);
  GDate a, b;

  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_dmy (&a, (GDateDay) g_date_time_get_day_of_month (then),
                  (GDateMonth) g_date_time_get_month (then),
                  (GDateYear) g_date_time_get_year (then));
  g_date_set_dmy (&b, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));

  return g_date_days_between (&a, &b);
}

static gboolean
same_year (gint64 a_us, gint64 b_us)
{
  g_autoptr (GDateTime) a = local_time (a_us);
  g_autoptr (GDateTime) b = local_time (b_us);

  return g_date_time_get_year (a) == g_date_time_get_year (b);
}

char *
bhc_time_age (gint64 then_us, gint64 now_us)
{
  gint64 age = now_us - then_us;
  int days = days_between (then_us, now_us);

  if (age < BH_MINUTE)
    return g_strdup (C_ ("age", "now"));
  if (age < BH_HOUR)
    return g_strdup_printf (C_ ("age", "%d min"), (int) (age / BH_MINUTE));
  if (days == 0)
    return g_strdup_printf (C_ ("age", "%d h"), (int) (age / BH_HOUR));
  if (days == 1)
    return g_strdup (C_ ("age", "Yesterday"));
  if (days < 7)
    return format_time (then_us, "%a");

  /* Translators: a day in this year, and one in another. */
  return format_time (then_us, same_year (then_us, now_us) ? _ ("%-e %b") : _ ("%-e %b %Y"));
}

char *
bhc_time_ago (gint64 then_us, gint64 now_us)
{
  gint64 age = now_us - then_us;

  if (age < BH_MINUTE)
    return g_strdup (C_ ("ago", "just now"));
  if (age < BH_HOUR)
    return g_strdup_printf (C_ ("ago", "%d min ago"), (int) (age / BH_MINUTE));
  if (days_between (then_us, now_us) == 0)
    return g_strdup_printf (C_ ("ago", "%d h ago"), (int) (age / BH_HOUR));

  return bhc_time_age (then_us, now_us);
}

char *
bhc_time_span (gint64 from_us, gint64 to_us)
{
  gint64 span = MAX (to_us - from_us, 0);
  int minutes = (int) (span % BH_HOUR / BH_MINUTE);

  if (span < BH_MINUTE)
    return g_strdup (C_ ("span", "under 1 min"));
  if (span < BH_HOUR)
    return g_strdup_printf (C_ ("span", "%d min"), minutes);
  if (span < DAY_US && minutes > 0)
    return g_strdup_printf (C_ ("span", "%d h %d min"), (int) (span / BH_HOUR), minutes);
  if (span < DAY_US)
    return g_strdup_printf (C_ ("span", "%d h"), (int) (span / BH_HOUR));

  return g_strdup_printf (C_ ("span", "%d d"), (int) (span / DAY_US));
}

char *
bhc_time_clock (gint64 us)
{
  /* Translators: hours and minutes. */
  return format_time (us, _ ("%H:%M"));
}

char *
bhc_time_day (gint64 us, gint64 now_us)
{
  int days = days_between (us, now_us);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));

  return format_time (us, same_year (us, now_us) ? _ ("%A, %-e %B") : _ ("%A, %-e %B %Y"));
}

char *
bhc_time_moment (gint64 us)
{
  return format_time (us, _ ("%A, %-e %B %Y, %H:%M"));
}
