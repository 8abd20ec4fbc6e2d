/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-presence.h"

#include "common/bh-clock.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/store/rows/bhd-operator-rows.h"
#include "server/store/rows/widget/bhd-widget-rows.h"

#define PEOPLE 3
#define REPLIES_SINCE (30 * 24 * BH_HOUR)
#define REPLIES_MIN 5
#define REPLIES_MAX 500
#define REPLY_TIME_GOOD (10 * BH_MINUTE)

void
bhd_presence_clear (BhdPresence *self)
{
  g_clear_pointer (&self->operators, g_ptr_array_unref);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gint64
median_s (GArray *times)
{
  guint middle = times->len / 2;
  gint64 median;

  if (times->len < REPLIES_MIN)
    return -1;
  g_array_sort (times, compare_times);
  median = g_array_index (times, gint64, middle);
  if (times->len % 2 == 0)
    median = (median + g_array_index (times, gint64, middle - 1)) / 2;
  return median / BH_SECOND;
}

static gboolean
read_reply_time (BhdTurn *turn,
                 const char *organization_id,
                 const BhdPresence *old,
                 BhdPresence *self,
                 GError **error)
{
  g_autoptr (GArray) times = NULL;

  if (old != NULL && turn->now_us < old->reply_time_good_us)
    {
      self->reply_time_s = old->reply_time_s;
      self->reply_time_good_us = old->reply_time_good_us;
      return TRUE;
    }
  times = bhd_widget_rows_reply_times (turn->db, organization_id, turn->now_us - REPLIES_SINCE,
                                       REPLIES_MAX, error);
  if (times == NULL)
    return FALSE;
  self->reply_time_s = median_s (times);
  self->reply_time_good_us = turn->now_us + REPLY_TIME_GOOD;
  return TRUE;
}

gboolean
bhd_presence_read (BhdTurn *turn,
                   const char *organization_id,
                   const BhdPresence *old,
                   BhdPresence *self,
                   GError **error)
{
  g_autoptr (BhdAiSettings) settings = bhd_ai_settings_get (turn, organization_id, error);

  *self = (BhdPresence){ .reply_time_s = -1 };
  if (settings == NULL || !read_reply_time (turn, organization_id, old, self, error))
    return FALSE;
  self->opening = bhd_opening_at (settings->hours, settings->time_zone, turn->now_us);
  self->operators = bhd_operator_rows_list (turn->db, organization_id, error);
  return self->operators != NULL;
}

/* Who is away or busy is not there for visitors. */
static gboolean
is_there (const BhOperator *person, const char *const *connected)
{
  return person->status == BH_ATTENDANCE_ONLINE && !person->disabled &&
         g_strv_contains (connected, person->id);
}

static guint
count_there (const BhdPresence *self, const char *const *connected)
{
  guint count = 0;

  for (guint i = 0; i < self->operators->len; i++)
    count += is_there (g_ptr_array_index (self->operators, i), connected);
  return count;
}

static void
write_people (const BhdPresence *self, const char *const *connected, BhJsonWriter *json)
{
  guint told = 0;

  bh_json_begin_array (json, "people");
  for (guint i = 0; i < self->operators->len && told < PEOPLE; i++)
    {
      const BhOperator *person = g_ptr_array_index (self->operators, i);

      if (!is_there (person, connected))
        continue;
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "name", person->name);
      bh_json_string (json, "avatar", person->avatar);
      bh_json_end_object (json);
      told++;
    }
  bh_json_end_array (json);
}

static void
write_number (BhJsonWriter *json, const char *name, gint64 value, gboolean known)
{
  if (known)
    bh_json_int (json, name, value);
  else
    bh_json_null (json, name);
}

void
bhd_presence_write_json (const BhdPresence *self,
                         const char *const *connected,
                         BhJsonWriter *json,
                         const char *name)
{
  const BhdOpening *opening = &self->opening;

  bh_json_begin_object (json, name);
  bh_json_bool (json, "open", opening->open);
  write_number (json, "next_open_us", opening->changes_us,
                !opening->open && opening->changes_us != 0);
  bh_json_int (json, "online", count_there (self, connected));
  write_people (self, connected, json);
  write_number (json, "reply_time_s", self->reply_time_s, self->reply_time_s >= 0);
  bh_json_end_object (json);
}
