/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "common/bh-clock.h"

#include "console/ui/insights/bhc-unit-words.h"

#define DAY (24 * BH_HOUR)

/* Two units of time, the smaller one left out where it is 0. */
static char *
say_pair (const char *large, gint64 n_large, const char *small, gint64 n_small)
{
  g_autofree char *first = g_strdup_printf ("%d", (int) n_large);
  g_autofree char *second = g_strdup_printf ("%d", (int) n_small);
  g_autofree char *head = g_strdup_printf ("%s %s", first, large);

  return n_small == 0 ? g_steal_pointer (&head) : g_strdup_printf ("%s %s %s", head, second, small);
}

static char *
say_time (double us)
{
  gint64 seconds = (gint64) MIN (us / BH_SECOND + 0.5, 1e12);
  gint64 minutes = (gint64) MIN (us / BH_MINUTE + 0.5, 1e12);
  gint64 hours = (gint64) MIN (us / BH_HOUR + 0.5, 1e12);

  if (us < 0.9995 * BH_SECOND) /* Translators: milliseconds. */
    return g_strdup_printf (_ ("%d ms"), (int) (us / 1000 + 0.5));
  if (us < 9.95 * BH_SECOND) /* Translators: seconds with one decimal. */
    return g_strdup_printf (_ ("%.1f s"), us / BH_SECOND);
  if (seconds < 60)
    return g_strdup_printf (_ ("%d s"), (int) seconds);
  if (seconds < 10 * 60)
    return say_pair (C_ ("unit of time", "min"), seconds / 60, C_ ("unit of time", "s"),
                     seconds % 60);
  if (minutes < 60)
    return say_pair (C_ ("unit of time", "min"), minutes, "", 0);
  if (minutes < 24 * 60)
    return say_pair (C_ ("unit of time", "h"), minutes / 60, C_ ("unit of time", "min"),
                     minutes % 60);
  return say_pair (C_ ("unit of time", "d"), hours / 24, C_ ("unit of time", "h"), hours % 24);
}

char *
bhc_unit_say (BhcUnit unit, double value)
{
  if (isnan (value))
    return g_strdup ("–");

  switch (unit)
    {
    case BHC_UNIT_TIME:
      return say_time (value);
    case BHC_UNIT_RATING:
      return g_strdup_printf ("%.1f", value);
    case BHC_UNIT_COST:
      return g_strdup_printf ("%'.2f", value / 1e6);
    case BHC_UNIT_SHARE: /* Translators: a part of a hundred. */
      return g_strdup_printf (_ ("%.0f%%"), value * 100);
    case BHC_UNIT_COUNT:
    default:
      return g_strdup_printf ("%'.0f", value);
    }
}

char *
bhc_unit_mark (BhcUnit unit, double value)
{
  if (unit == BHC_UNIT_RATING || value <= 0)
    return g_strdup_printf ("%.0f", value);
  if (unit == BHC_UNIT_COST)
    return g_strdup_printf (value < 1e4 ? "%'.4g" : "%'.2f", value / 1e6);
  return bhc_unit_say (unit, value);
}

/* Shares and ratings have no parts of a hundred.  Words, not signs: those change sides where one
 * reads from the right. */
static char *
say_difference (BhcUnit unit, double now, double before)
{
  double by = fabs (now - before);
  gboolean more = now > before;

  if (unit == BHC_UNIT_SHARE) /* Translators: percentage points. */
    return g_strdup_printf (more ? _ ("%.0f points more") : _ ("%.0f points less"), by * 100);
  if (unit == BHC_UNIT_RATING)
    return g_strdup_printf (more ? _ ("%.1f better") : _ ("%.1f worse"), by);
  return g_strdup_printf (more ? _ ("%.0f%% more") : _ ("%.0f%% less"), by / before * 100);
}

char *
bhc_unit_compare (BhcUnit unit, double now, double before, int *way)
{
  *way = 0;
  if (isnan (now) || isnan (before))
    return NULL;
  if (now == before)
    return g_strdup (_ ("As before"));
  if (before <= 0 && unit != BHC_UNIT_SHARE)
    return g_strdup (_ ("None before"));
  *way = now > before ? 1 : -1;
  return say_difference (unit, now, before);
}
