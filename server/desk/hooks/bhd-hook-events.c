/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/hooks/bhd-hook-events.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/bhd-organizations.h"
#include "server/store/rows/bhd-delivery-rows.h"

#include <string.h>

/* What has happened; which of it is set depends on the event. */
typedef struct
{
  const char *organization_id;
  const BhConversation *conversation; /* (nullable) */
  const BhMessage *message;           /* (nullable) */
  const char *record;                 /* (nullable): JSON */
  const char *contact_id;             /* (nullable): of whom it speaks */
} News;

typedef void (*WriteFunc) (BhJsonWriter *json, const News *news);

static void
write_nothing (BhJsonWriter *json, const News *news)
{
}

static void
write_conversation (BhJsonWriter *json, const News *news)
{
  bh_conversation_write_json (news->conversation, json, "conversation");
}

static void
write_message (BhJsonWriter *json, const News *news)
{
  bh_message_write_json (news->message, json, "message");
  write_conversation (json, news);
}

static void
write_contact (BhJsonWriter *json, const News *news)
{
  bh_json_raw (json, "contact", news->record);
}

static void
write_gap (BhJsonWriter *json, const News *news)
{
  bh_json_raw (json, "gap", news->record);
}

#define ANY "" /* message, with a notice or without */

/* One row for each event.  It is caused by what the log calls @feed, with this @notice (NULL: the
 * conversation changed without a word); where there is no @feed, by who names the event itself.
 * @old_form: its first receivers found the handoff on the top level, and still do. */
typedef struct
{
  const char *name;
  const char *feed;
  const char *notice;
  WriteFunc write;
  gboolean old_form;
} Row;

static const Row table[] = {
  { "conversation.created", "conversation.created", NULL, write_conversation },
  { "conversation.resolved", "message.created", "resolved", write_conversation },
  { "conversation.reopened", "message.created", "reopened", write_conversation },
  { "message.created", "message.created", ANY, write_message },
  { "handoff.created", "message.created", "handoff_requested", write_conversation, TRUE },
  { "handoff.claimed", "message.created", "operator_joined", write_conversation, TRUE },
  { "handoff.released", "message.created", "operator_left", write_conversation, TRUE },
  { "contact.created", NULL, NULL, write_contact },
  { "contact.updated", NULL, NULL, write_contact },
  { "csat.submitted", "csat.submitted", NULL, write_conversation },
  { "gap.created", NULL, NULL, write_gap },
};

static const Row ping = { "ping", NULL, NULL, write_nothing };

const char *const *
bhd_hook_event_names (void)
{
  static const char *names[G_N_ELEMENTS (table) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (table); i++)
        names[i] = table[i].name;
      g_once_init_leave (&ready, 1);
    }
  return names;
}

static char *
iso_time (gint64 us)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (us / BH_SECOND);
  g_autoptr (GDateTime) time = g_date_time_add (seconds, us % BH_SECOND);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.%fZ");
}

static void
write_old_form (BhJsonWriter *json, const BhConversation *fields, const char *slug, gint64 now_us)
{
  g_autofree char *timestamp = iso_time (now_us);

  bh_json_string (json, "handoffId", fields->handoff_id);
  bh_json_string (json, "appSlug", slug);
  bh_json_string (json, "sessionId", fields->id);
  bh_json_string (json, "reason", fields->handoff_reason);
  bh_json_string (json, "priority", fields->priority);
  bh_json_string (json, "timestamp", timestamp);
}

static char *
write_body (const Row *row, const News *news, const char *slug, const char *id, gint64 now_us)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", id);
  bh_json_string (&json, "event", row->name);
  bh_json_string (&json, "organization", slug);
  bh_json_int (&json, "created_us", now_us);
  if (row->old_form)
    write_old_form (&json, news->conversation, slug, now_us);
  bh_json_begin_object (&json, "data");
  row->write (&json, news);
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

/* Returns: (transfer full): the delivery's id. */
static char *
queue (BhdTurn *turn,
       const BhdWebhookRow *webhook,
       const char *slug,
       const Row *row,
       const News *news,
       GError **error)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = write_body (row, news, slug, id, turn->now_us);
  const BhdDelivery delivery = {
    .organization_id = webhook->organization_id,
    .id = id,
    .webhook_id = webhook->id,
    .event = (char *) row->name,
    .url = webhook->url,
    .body = body,
    .created_us = turn->now_us,
    .contact_id = news->contact_id,
    .conversation_id = news->conversation != NULL ? news->conversation->id : NULL,
  };

  turn->wakes |= BHD_WAKE_COURIER;
  return bhd_delivery_rows_insert (turn->db, &delivery, error) ? g_steal_pointer (&id) : NULL;
}

static gboolean
tell (BhdTurn *turn, const Row *row, const News *news, GError **error)
{
  g_autoptr (GPtrArray) webhooks = bhd_webhook_rows_list (turn->db, news->organization_id, error);
  g_autoptr (BhOrganization) organization = NULL;

  if (webhooks != NULL)
    organization = bhd_organizations_find (turn, news->organization_id, error);
  if (organization == NULL)
    return FALSE;
  for (guint i = 0; i < webhooks->len; i++)
    {
      const BhdWebhookRow *webhook = webhooks->pdata[i];
      g_autofree char *id = NULL;

      if (!webhook->enabled || !bhd_webhook_events_have (webhook->events, row->name))
        continue;
      id = queue (turn, webhook, organization->slug, row, news, error);
      if (id == NULL)
        return FALSE;
    }
  return TRUE;
}

/* To a person it is as if they had claimed it, to a team as if its owner had left; where nobody had
 * been wanted yet, somebody is now. */
static const char *
transfer_event (const BhConversation *fields, const BhMessage *notice)
{
  if (fields->assignee_id != NULL)
    return "handoff.claimed";
  return fields->handoff_created_us == notice->created_us ? "handoff.created" : "handoff.released";
}

static gboolean
is_cause (const Row *row,
          const char *feed,
          const BhMessage *message,
          const BhConversation *conversation)
{
  const char *notice = message != NULL ? message->notice : NULL;

  if (g_strcmp0 (notice, "transferred") == 0 &&
      strcmp (row->name, transfer_event (conversation, message)) == 0)
    return TRUE;
  return row->feed != NULL && strcmp (row->feed, feed) == 0 &&
         (g_strcmp0 (row->notice, ANY) == 0 || g_strcmp0 (row->notice, notice) == 0);
}

gboolean
bhd_hook_events_note_change (BhdTurn *turn,
                             const BhdConversationRow *row,
                             const BhMessage *message,
                             const char *feed,
                             GError **error)
{
  const News news = { row->organization_id, &row->fields, message, NULL, row->fields.contact_id };

  if (row->webhook_events == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (is_cause (&table[i], feed, message, &row->fields) &&
        bhd_webhook_events_have (row->webhook_events, table[i].name) &&
        !tell (turn, &table[i], &news, error))
      return FALSE;
  return TRUE;
}

static const Row *
find_row (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].name, name) == 0)
      return &table[i];
  g_assert_not_reached ();
}

gboolean
bhd_hook_events_note (BhdTurn *turn,
                      const char *organization_id,
                      const char *name,
                      const char *record,
                      const char *contact_id,
                      GError **error)
{
  const News news = { organization_id, NULL, NULL, record, contact_id };
  const Row *row = find_row (name);
  g_autoptr (GError) inner = NULL;
  g_autofree char *wanted = bhd_webhook_rows_get_wanted (turn->db, organization_id, &inner);

  g_assert (row->feed == NULL);
  if (inner == NULL)
    return wanted == NULL || !bhd_webhook_events_have (wanted, name) ||
           tell (turn, row, &news, error);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

char *
bhd_hook_events_ping (BhdTurn *turn, const BhdWebhookRow *webhook, GError **error)
{
  const News news = { webhook->organization_id, NULL, NULL, NULL, NULL };
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, webhook->organization_id, error);

  return organization != NULL ? queue (turn, webhook, organization->slug, &ping, &news, error)
                              : NULL;
}
