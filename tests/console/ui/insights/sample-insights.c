/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/insights/sample-insights.h"

#include "common/bh-clock.h"

#define DAY_US (24 * BH_HOUR)

static const char totals[] =
    "\"%s\":{\"conversations\":%d,\"messages\":1412,\"resolved\":%d,\"resolved_by_ai\":96,"
    "\"handoffs\":%d,\"first_response_us\":{\"median\":%d000000,\"p90\":754000000},"
    "\"resolution_us\":{\"median\":5040000000,\"p90\":93600000000},"
    "\"csat\":{\"count\":48,\"average\":4.25,\"scores\":[2,1,5,15,25]},"
    "\"ai\":{\"answers\":507,\"share\":0.47,\"tokens_in\":90000,\"tokens_out\":30000,"
    "\"cost\":%d,\"helpful\":31,\"unhelpful\":4},\"tools\":{\"calls\":64,\"failed\":3},"
    "\"gaps\":9},";

static const char lists[] =
    "\"operators\":[{\"operator\":{\"id\":\"o1\",\"name\":\"Mia Brandt\"},\"conversations\":61,"
    "\"messages\":240,\"first_response_us\":61000000,\"resolution_us\":4000000000,\"csat\":4.5,"
    "\"csat_count\":20},{\"operator\":{\"id\":\"o2\",\"name\":\"Sam Okafor\"},"
    "\"conversations\":44,\"messages\":150,\"first_response_us\":122000000,"
    "\"resolution_us\":null,\"csat\":null,\"csat_count\":0},"
    "{\"operator\":{\"id\":\"o9\",\"name\":null},\"conversations\":3,\"messages\":5,"
    "\"first_response_us\":900000000,\"resolution_us\":7000000,\"csat\":2,\"csat_count\":1}],"
    "\"teams\":[{\"team\":{\"id\":\"t1\",\"name\":\"Workshop\"},\"conversations\":70,"
    "\"first_response_us\":80000000,\"resolution_us\":4000000000,\"csat\":4.1,\"csat_count\":12},"
    "{\"team\":{\"id\":\"t2\",\"name\":\"Rechnungsabteilung\"},\"conversations\":31,"
    "\"first_response_us\":180000000,\"resolution_us\":9000000000,\"csat\":3.9,"
    "\"csat_count\":9}],"
    "\"tools\":[{\"name\":\"order_status\",\"calls\":52,\"failed\":1,\"duration_us\":340000},"
    "{\"name\":\"=cmd()\",\"calls\":12,\"failed\":2,\"duration_us\":2100000}],"
    "\"gaps\":[{\"id\":\"g1\",\"question\":\"Do you repair carbon frames, and what does it cost to "
    "have one looked at before the season begins?\",\"hits\":11},"
    "{\"id\":\"g2\",\"question\":\"Is the shop open on Good Friday?\",\"hits\":4}],"
    "\"reasons\":[{\"reason\":\"user_requested\",\"count\":25},"
    "{\"reason\":\"Refund above the limit\",\"count\":8}]}";

static void
add_series (GString *json, guint n_days, gint64 last_us)
{
  gint64 first_us = last_us - last_us % DAY_US - (n_days - 1) * DAY_US;

  g_string_append (json, "\"series\":[");
  for (guint i = 0; i < n_days; i++)
    {
      guint weekday = i % 7;

      g_string_append_printf (
          json,
          "%s{\"at_us\":%" G_GINT64_FORMAT ",\"conversations\":%u,\"resolved\":%u,"
          "\"handoffs\":%u,\"first_response_us\":%u000000,\"resolution_us\":%u000000,"
          "\"csat\":%s,\"ai_answers\":%u,\"ai_cost\":%u}",
          i > 0 ? "," : "", first_us + i * DAY_US, 12 + (i * 7) % 23, 10 + (i * 5) % 19,
          2 + (i * 3) % 7, 40 + weekday * 17, 3600 + weekday * 900,
          weekday == 3  ? "null"
          : weekday % 2 ? "4.5"
                        : "3.8",
          50 + weekday * 9, 120000 + weekday * 31000);
    }
  g_string_append (json, "],");
}

static void
add_hours (GString *json)
{
  g_string_append (json, "\"hours\":[");
  for (int day = 0; day < 7; day++)
    {
      g_string_append (json, day > 0 ? ",[" : "[");
      for (int hour = 0; hour < 24; hour++)
        {
          int busy = hour < 8 || hour > 19 ? 0 : (day > 4 ? 3 : 9) - ABS (hour - 14);

          g_string_append_printf (json, "%s%d", hour > 0 ? "," : "", MAX (busy, 0));
        }
      g_string_append (json, "]");
    }
  g_string_append (json, "],");
}

char *
sample_insights (guint n_days, gint64 last_us)
{
  GString *json = g_string_new ("{");

  g_string_append_printf (json, totals, "totals", 218, 203, 33, 84, 1234567);
  g_string_append_printf (json, totals, "before", 190, 160, 40, 120, 1500000);
  add_series (json, n_days, last_us);
  add_hours (json);
  g_string_append (json, lists);
  return g_string_free (json, FALSE);
}
