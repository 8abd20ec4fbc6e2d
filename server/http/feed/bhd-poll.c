/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-poll.h"

#include "common/bh-clock.h"

static void
append_date (GString *text, gint64 now_us)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_us / BH_SECOND);

  g_string_append_printf (
      text, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n",
      days[g_date_time_get_day_of_week (now) - 1], g_date_time_get_day_of_month (now),
      months[g_date_time_get_month (now) - 1], g_date_time_get_year (now),
      g_date_time_get_hour (now), g_date_time_get_minute (now), g_date_time_get_second (now));
}

static void
append_frames (GString *text, const BhdSubscriber *subscriber, BhdNews *const *news, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const BhdView *view = bhd_subscriber_view (subscriber, news[i]);

      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append_len (text, view->bytes + view->header,
                           (gssize) (view->length - view->header));
    }
}

BhdNews *
bhd_poll_answer_new (const BhdSubscriber *subscriber,
                     BhdNews *const *news,
                     guint n,
                     gint64 seq,
                     gint64 now_us)
{
  g_autoptr (GString) body = g_string_new ("{\"frames\":[");
  g_autoptr (GString) answer = g_string_new ("HTTP/1.1 200 OK\r\n"
                                             "Content-Type: application/json\r\n"
                                             "Cache-Control: no-store\r\n"
                                             "Connection: close\r\n");

  append_frames (body, subscriber, news, n);
  g_string_append_printf (body, "],\"seq\":%" G_GINT64_FORMAT "}", seq);

  append_date (answer, now_us);
  if (subscriber->extra_headers != NULL)
    g_string_append (answer, subscriber->extra_headers);
  g_string_append_printf (answer, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", body->len);
  g_string_append_len (answer, body->str, (gssize) body->len);
  return bhd_news_new_bytes (answer->str, answer->len);
}
