/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/hooks/bhd-webhook-rows.h"

#include <string.h>

#define COLUMNS                                                                                    \
  "organization_id, id, url, events, secret, enabled, failing_since_us, last_state, last_us, "     \
  "last_http_status, created_us"
#define ROW "(ssssmsxxmsxxx)"

void
bhd_webhook_row_free (BhdWebhookRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->url);
  g_free (self->events);
  g_free (self->secret);
  g_free (self->last_state);
  g_free (self);
}

gboolean
bhd_webhook_events_have (const char *events, const char *name)
{
  gsize length = strlen (name);

  for (const char *hit = strstr (events, name); hit != NULL; hit = strstr (hit + length, name))
    if ((hit == events || hit[-1] == ' ') && (hit[length] == ' ' || hit[length] == '\0'))
      return TRUE;
  return FALSE;
}

static gpointer
webhook_from_row (GVariant *row)
{
  BhdWebhookRow *self = g_new0 (BhdWebhookRow, 1);
  gint64 enabled;

  g_variant_get (row, ROW, &self->organization_id, &self->id, &self->url, &self->events,
                 &self->secret, &enabled, &self->failing_since_us, &self->last_state,
                 &self->last_us, &self->last_http_status, &self->created_us);
  self->enabled = enabled != 0;
  return self;
}

static const BhDbRecord webhook_record = { ROW, webhook_from_row,
                                           (GDestroyNotify) bhd_webhook_row_free };

GPtrArray *
bhd_webhook_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM webhook WHERE organization_id = $1 "
                            "AND url <> '' ORDER BY created_us, id";

  return bh_db_list (db, &webhook_record, sql, g_variant_new ("(s)", organization_id), error);
}

BhdWebhookRow *
bhd_webhook_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM webhook WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, ROW, sql, g_variant_new ("(ss)", organization_id, id), error);

  return row != NULL ? webhook_from_row (row) : NULL;
}

gboolean
bhd_webhook_rows_insert (BhDb *db, const BhdWebhookRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO webhook (" COLUMNS ") VALUES "
                            "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

  return bh_db_exec (db, sql,
                     g_variant_new (ROW, row->organization_id, row->id, row->url, row->events,
                                    row->secret, (gint64) row->enabled, row->failing_since_us,
                                    row->last_state, row->last_us, row->last_http_status,
                                    row->created_us),
                     error);
}

gboolean
bhd_webhook_rows_update (BhDb *db, const BhdWebhookRow *row, GError **error)
{
  static const char sql[] = "UPDATE webhook SET url = $3, events = $4, secret = $5, enabled = $6, "
                            "failing_since_us = $7 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssmsxx)", row->organization_id, row->id, row->url,
                                    row->events, row->secret, (gint64) row->enabled,
                                    row->failing_since_us),
                     error);
}

gboolean
bhd_webhook_rows_note_attempt (BhDb *db,
                               const BhdWebhookRow *row,
                               const char *state,
                               gint64 now_us,
                               gint64 http_status,
                               GError **error)
{
  static const char sql[] = "UPDATE webhook SET last_state = $3, last_us = $4, "
                            "last_http_status = $5, failing_since_us = $6 "
                            "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxxx)", row->organization_id, row->id, state, now_us,
                                    http_status, row->failing_since_us),
                     error);
}

gboolean
bhd_webhook_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char deliveries[] =
      "DELETE FROM webhook_delivery WHERE organization_id = $1 AND webhook_id = $2";
  static const char webhook[] = "DELETE FROM webhook WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, deliveries, g_variant_new ("(ss)", organization_id, id), error) &&
         bh_db_exec (db, webhook, g_variant_new ("(ss)", organization_id, id), error);
}

gboolean
bhd_webhook_rows_set_wanted (BhDb *db,
                             const char *organization_id,
                             const char *events,
                             GError **error)
{
  static const char sql[] = "UPDATE organization SET webhook_events = $2 WHERE id = $1";

  return bh_db_exec (db, sql, g_variant_new ("(sms)", organization_id, events), error);
}

char *
bhd_webhook_rows_get_wanted (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT webhook_events FROM organization WHERE id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(ms)", sql, g_variant_new ("(s)", organization_id), error);
  char *events = NULL;

  if (row != NULL)
    g_variant_get (row, "(ms)", &events);
  return events;
}
