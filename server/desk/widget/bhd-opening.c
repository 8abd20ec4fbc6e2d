/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-opening.h"

#include "common/bh-zone.h"
#include "server/desk/ai/bhd-hours-private.h"

#define DAY_S (24 * 60 * 60)
#define WEEK_S (7 * DAY_S)
#define THURSDAY (3 * DAY_S) /* what the epoch was, behind Monday */
#define LOOK_AHEAD_S (2 * WEEK_S)

/* Hours are said by the wall clock, which leaps: where the zone's offset changes between two
 * moments, the moment of the leap is one at which to look. */

static gint64
offset_at (GTimeZone *zone, gint64 time_s)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, time_s);

  return g_time_zone_get_offset (zone, interval);
}

/* Seconds since Monday 00:00 on the wall. */
static gint64
wall_at (GTimeZone *zone, gint64 time_s)
{
  gint64 wall = (time_s + offset_at (zone, time_s) + THURSDAY) % WEEK_S;

  return wall < 0 ? wall + WEEK_S : wall;
}

static gboolean
is_open (const guint8 *week, GTimeZone *zone, gint64 time_s)
{
  return week[wall_at (zone, time_s) / 60] != 0;
}

/* When the wall, did it never leap, would show another state than at @time_s; 0: never. */
static gint64
next_on_wall (const guint8 *week, GTimeZone *zone, gint64 time_s)
{
  gint64 wall = wall_at (zone, time_s);
  gint64 minute = wall / 60;

  for (gint64 ahead = 1; ahead <= BHD_HOURS_WEEK; ahead++)
    if (week[(minute + ahead) % BHD_HOURS_WEEK] != week[minute])
      return time_s - wall % 60 + ahead * 60;
  return 0;
}

/* The first second behind @from_s with another offset; @to_s has another one. */
static gint64
find_leap (GTimeZone *zone, gint64 from_s, gint64 to_s)
{
  gint64 offset = offset_at (zone, from_s);

  while (to_s - from_s > 1)
    {
      gint64 middle = from_s + (to_s - from_s) / 2;

      if (offset_at (zone, middle) == offset)
        from_s = middle;
      else
        to_s = middle;
    }
  return to_s;
}

static gint64
find_change (const guint8 *week, GTimeZone *zone, gint64 now_s)
{
  gboolean open = is_open (week, zone, now_s);
  gint64 at_s = now_s;

  while (at_s < now_s + LOOK_AHEAD_S)
    {
      gint64 next_s = next_on_wall (week, zone, at_s);

      if (next_s == 0)
        return 0;
      if (offset_at (zone, next_s) != offset_at (zone, at_s))
        next_s = find_leap (zone, at_s, next_s);
      if (is_open (week, zone, next_s) != open)
        return next_s;
      at_s = next_s;
    }
  return 0;
}

BhdOpening
bhd_opening_at (const char *hours, const char *time_zone, gint64 now_us)
{
  g_autoptr (GTimeZone) zone = bh_zone_find (time_zone);
  gint64 now_s = now_us / G_USEC_PER_SEC;
  guint8 week[BHD_HOURS_WEEK];
  BhdOpening opening = { TRUE, 0 };

  if (!bhd_hours_read_week (hours, week) || zone == NULL)
    return opening;
  opening.open = is_open (week, zone, now_s);
  opening.changes_us = find_change (week, zone, now_s) * G_USEC_PER_SEC;
  return opening;
}
