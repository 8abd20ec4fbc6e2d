/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/hooks/bhd-hook-answers.h"

static void
write_known (BhJsonWriter *json, const char *name, gint64 number)
{
  if (number != 0)
    bh_json_int (json, name, number);
  else
    bh_json_null (json, name);
}

static void
write_events (BhJsonWriter *json, const char *events)
{
  g_auto (GStrv) names = g_strsplit (events, " ", -1);

  bh_json_begin_array (json, "events");
  for (char **name = names; *name != NULL; name++)
    bh_json_string (json, NULL, *name);
  bh_json_end_array (json);
}

static void
write_last (BhJsonWriter *json, const BhdWebhookRow *row)
{
  if (row->last_state == NULL)
    {
      bh_json_null (json, "last");
      return;
    }
  bh_json_begin_object (json, "last");
  bh_json_string (json, "state", row->last_state);
  bh_json_int (json, "at_us", row->last_us);
  write_known (json, "http_status", row->last_http_status);
  bh_json_end_object (json);
}

void
bhd_hooks_write_webhook (BhJsonWriter *json, const char *name, const BhdWebhookRow *row)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", row->id);
  bh_json_string (json, "url", row->url);
  write_events (json, row->events);
  bh_json_bool (json, "enabled", row->enabled);
  bh_json_bool (json, "has_secret", row->secret != NULL);
  write_known (json, "failing_since_us", row->failing_since_us);
  bh_json_int (json, "created_us", row->created_us);
  write_last (json, row);
  bh_json_end_object (json);
}

void
bhd_hooks_write_delivery (BhJsonWriter *json, const char *name, const BhdDelivery *delivery)
{
  gboolean waits = g_str_equal (delivery->state, "waiting");

  bh_json_begin_object (json, name);
  bh_json_string (json, "id", delivery->id);
  bh_json_string (json, "webhook_id", delivery->webhook_id);
  bh_json_string (json, "event", delivery->event);
  bh_json_string (json, "url", delivery->url);
  bh_json_string (json, "state", delivery->state);
  bh_json_int (json, "attempts", delivery->attempts);
  write_known (json, "http_status", delivery->http_status);
  bh_json_string (json, "error", delivery->error);
  bh_json_string (json, "body", delivery->body);
  bh_json_string (json, "answer", delivery->answer);
  write_known (json, "due_us", waits ? MAX (delivery->due_us, delivery->line_us) : 0);
  bh_json_int (json, "created_us", delivery->created_us);
  write_known (json, "finished_us", delivery->finished_us);
  bh_json_end_object (json);
}

gboolean
bhd_hooks_answer_delivery (BhdReply *reply, BhdDelivery *delivery)
{
  g_autoptr (BhdDelivery) sent = delivery;

  if (sent == NULL)
    return FALSE;
  reply->status = 202;
  bh_json_begin_object (&reply->json, NULL);
  bhd_hooks_write_delivery (&reply->json, "delivery", sent);
  bh_json_end_object (&reply->json);
  return TRUE;
}
