/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-hours.h"

#include "common/bh-clock.h"
#include "common/bh-json-reader.h"
#include "common/bh-zone.h"
#include "server/desk/ai/bhd-hours-private.h"
#include "server/desk/ai/bhd-refuse-private.h"

#include <string.h>

#define HOURS_MAX 4096 /* bytes */
#define SPANS_MAX 8    /* a day */
#define DAY (24 * 60)  /* minutes */

static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

typedef struct
{
  guint from; /* minutes of the day */
  guint to;
} Span;

/* Returns: minutes, or -1. */
static int
read_time (const char *text)
{
  guint hour, minute;

  if (text == NULL || strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0]) ||
      !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return -1;
  hour = (guint) ((text[0] - '0') * 10 + text[1] - '0');
  minute = (guint) ((text[3] - '0') * 10 + text[4] - '0');
  if (minute > 59 || hour > 24 || (hour == 24 && minute != 0))
    return -1;
  return (int) (hour * 60 + minute);
}

static const char *
text_at (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
read_span (JsonNode *node, Span *span)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  int from, to;

  if (pair == NULL || json_array_get_length (pair) != 2)
    return FALSE;
  from = read_time (text_at (pair, 0));
  to = read_time (text_at (pair, 1));
  if (from < 0 || to < 0 || from == to || from == DAY)
    return FALSE;
  *span = (Span){ (guint) from, (guint) to };
  return TRUE;
}

static gboolean
is_day (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (strcmp (days[i], name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_day (const char *name, JsonNode *node, GError **error)
{
  JsonArray *spans = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  Span span;

  if (!is_day (name))
    return bhd_refuse_field (error, "hours",
                             "“%s” is no day: use mon, tue, wed, thu, fri, sat, sun", name);
  if (spans == NULL || json_array_get_length (spans) > SPANS_MAX)
    return bhd_refuse_field (error, "hours", "“%s” must be an array of at most %d spans", name,
                             SPANS_MAX);
  for (guint i = 0; i < json_array_get_length (spans); i++)
    if (!read_span (json_array_get_element (spans, i), &span))
      return bhd_refuse_field (error, "hours",
                               "“%s” has a span that is not like [\"09:00\",\"17:30\"]", name);
  return TRUE;
}

gboolean
bhd_hours_check (const char *hours, GError **error)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (hours, strlen (hours), HOURS_MAX, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (root == NULL)
    return bhd_refuse_field (error, "hours", "it must be an object of days, at most %d bytes",
                             HOURS_MAX);
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    if (!check_day (name, node, error))
      return FALSE;
  return TRUE;
}

gboolean
bhd_hours_check_zone (const char *time_zone, GError **error)
{
  g_autoptr (GTimeZone) zone = bh_zone_find (time_zone);

  return zone != NULL || bhd_refuse_field (error, "time_zone",
                                           "there is no zone “%s”: use a name such as "
                                           "Europe/Berlin",
                                           time_zone);
}

/* Whether @day, of which it is @minute (beyond its end: of the next day), has a span then. */
static gboolean
covers (JsonObject *hours, guint day, guint minute)
{
  JsonArray *spans = bh_json_get_array (hours, days[day]);

  for (guint i = 0; spans != NULL && i < json_array_get_length (spans); i++)
    {
      Span span = { 0, 0 };
      guint to;

      if (!read_span (json_array_get_element (spans, i), &span))
        continue;
      to = span.to < span.from ? span.to + DAY : span.to;
      if (minute >= span.from && minute < to)
        return TRUE;
    }
  return FALSE;
}

gboolean
bhd_hours_are_open (const char *hours, const char *time_zone, gint64 now_us)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (hours, strlen (hours), HOURS_MAX, NULL);
  g_autoptr (GTimeZone) zone = bh_zone_find (time_zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_us / BH_SECOND);
  g_autoptr (GDateTime) local = NULL;
  guint day, minute;

  if (root == NULL || zone == NULL || utc == NULL)
    return FALSE;
  local = g_date_time_to_timezone (utc, zone);
  day = (guint) g_date_time_get_day_of_week (local) - 1;
  minute = (guint) (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  return covers (json_node_get_object (root), day, minute) ||
         covers (json_node_get_object (root), (day + 6) % 7, minute + DAY);
}

static void
open_span (guint8 *week, guint day, const Span *span)
{
  guint to = span->to < span->from ? span->to + DAY : span->to;

  for (guint minute = span->from; minute < to; minute++)
    week[(day * DAY + minute) % BHD_HOURS_WEEK] = TRUE;
}

gboolean
bhd_hours_read_week (const char *hours, guint8 week[BHD_HOURS_WEEK])
{
  g_autoptr (JsonNode) root = bh_json_parse_object (hours, strlen (hours), HOURS_MAX, NULL);
  gboolean any = FALSE;

  memset (week, 0, BHD_HOURS_WEEK);
  for (guint day = 0; root != NULL && day < G_N_ELEMENTS (days); day++)
    {
      JsonArray *spans = bh_json_get_array (json_node_get_object (root), days[day]);

      for (guint i = 0; spans != NULL && i < json_array_get_length (spans); i++)
        {
          Span span = { 0, 0 };

          if (!read_span (json_array_get_element (spans, i), &span))
            continue;
          open_span (week, day, &span);
          any = TRUE;
        }
    }
  return any;
}
