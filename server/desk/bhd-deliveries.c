/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-deliveries.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/store/bhd-seal.h"
#include "server/store/rows/bhd-organization-rows.h"
#include "server/store/rows/bhd-secret-rows.h"

#define SECRET_NAME "webhook"
#define GIVE_UP_US (24 * BH_HOUR)
#define KEEP_US (30 * 24 * BH_HOUR)

/* How long after its n-th failure a delivery is tried again; the last one repeats. */
static const gint64 pauses_us[] = {
  10 * BH_SECOND, BH_MINUTE, 5 * BH_MINUTE, 15 * BH_MINUTE, BH_HOUR, 3 * BH_HOUR, 6 * BH_HOUR,
};

static char *
iso_time (gint64 us)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (us / BH_SECOND);
  g_autoptr (GDateTime) time = g_date_time_add (seconds, us % BH_SECOND);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.%fZ");
}

static char *
handoff_body (const BhdConversationRow *row, const char *event, const char *slug, gint64 now_us)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *timestamp = iso_time (now_us);

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "event", event);
  bh_json_string (&json, "handoffId", row->fields.handoff_id);
  bh_json_string (&json, "appSlug", slug);
  bh_json_string (&json, "sessionId", row->fields.id);
  bh_json_string (&json, "reason", row->fields.handoff_reason);
  bh_json_string (&json, "priority", row->fields.priority);
  bh_json_string (&json, "timestamp", timestamp);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

gboolean
bhd_deliveries_queue_handoff (BhdTurn *turn,
                              const BhdConversationRow *row,
                              const char *event,
                              GError **error)
{
  g_autoptr (BhOrganization) organization = NULL;
  g_autofree char *body = NULL;

  if (row->webhook_url == NULL)
    return TRUE;
  organization = bhd_organization_rows_find (turn->db, row->organization_id, error);
  if (organization == NULL)
    return FALSE;

  body = handoff_body (row, event, organization->slug, turn->now_us);
  turn->wakes |= BHD_WAKE_COURIER;
  return bhd_delivery_rows_insert (turn->db, row->organization_id, row->webhook_url, body,
                                   turn->now_us, error);
}

char *
bhd_deliveries_renew_secret (BhdTurn *turn, const char *organization_id, GError **error)
{
  char *secret = bh_token_new ();
  g_autofree char *sealed = bhd_seal_close (organization_id, SECRET_NAME, secret, error);

  if (sealed != NULL && bhd_secret_rows_set_webhook (turn->db, organization_id, sealed, error))
    return secret;
  bhd_secret_free (secret);
  return NULL;
}

void
bhd_errand_clear (BhdErrand *self)
{
  g_clear_pointer (&self->delivery, bhd_delivery_free);
  g_clear_pointer (&self->secret, bhd_secret_free);
}

/* A secret that does not open must not become a delivery without a signature: it counts as a failed
 * attempt, so that the queue goes on and the reason stands in the row. */
static void
set_aside (BhdTurn *turn, BhdErrand *errand, const char *failure, GError **error)
{
  if (!bhd_deliveries_report (turn, errand->delivery, failure, error))
    return;
  g_clear_pointer (&errand->delivery, bhd_delivery_free);
  errand->next_due_us = turn->now_us; /* look again: others may be due */
}

static void
find_secret (BhdTurn *turn, BhdErrand *errand, GError **error)
{
  const char *organization_id = errand->delivery->organization_id;
  g_autoptr (GError) failure = NULL;
  g_autofree char *sealed = bhd_secret_rows_get_webhook (turn->db, organization_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return;
    }
  if (sealed != NULL)
    errand->secret = bhd_seal_open (organization_id, SECRET_NAME, sealed, &failure);
  if (failure != NULL)
    set_aside (turn, errand, failure->message, error);
}

gboolean
bhd_deliveries_take (BhdTurn *turn,
                     const BhdDeliveryBusy busy,
                     gint64 lease_us,
                     BhdErrand *errand,
                     GError **error)
{
  g_autoptr (GError) inner = NULL;

  *errand = (BhdErrand){ NULL };
  errand->delivery = bhd_delivery_rows_take (turn->db, busy, turn->now_us, turn->now_us + lease_us,
                                             &errand->next_due_us, &inner);
  if (inner == NULL && errand->delivery != NULL)
    find_secret (turn, errand, &inner);
  if (inner == NULL)
    return TRUE;
  bhd_errand_clear (errand);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
bhd_deliveries_report (BhdTurn *turn,
                       const BhdDelivery *delivery,
                       const char *failure,
                       GError **error)
{
  gsize failures = MIN ((gsize) delivery->attempts, G_N_ELEMENTS (pauses_us) - 1);
  gint64 last_us = delivery->created_us + GIVE_UP_US;
  gint64 due_us = MIN (turn->now_us + pauses_us[failures], last_us);

  if (failure == NULL || turn->now_us >= last_us)
    due_us = 0;
  return bhd_delivery_rows_report (turn->db, delivery, failure, due_us, error) &&
         bhd_delivery_rows_prune (turn->db, delivery->organization_id, turn->now_us - KEEP_US,
                                  error);
}
