/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-deliveries.h"

#include "common/bh-clock.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-chores.h"
#include "server/desk/hooks/bhd-hook-events.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/desk/knowledge/bhd-listing-private.h"
#include "server/store/bhd-seal.h"

#include <glib/gi18n.h>
#include <string.h>

#define GIVE_UP_US (24 * BH_HOUR)
#define SWITCH_OFF_US (3 * 24 * BH_HOUR)
#define KEEP_US (30 * 24 * BH_HOUR)
#define HOLDS 3 /* failures that hold those behind */

/* How long after its n-th failure a delivery is tried again; the last one repeats. */
static const gint64 pauses_us[] = {
  10 * BH_SECOND, BH_MINUTE, 5 * BH_MINUTE, 15 * BH_MINUTE, BH_HOUR, 3 * BH_HOUR, 6 * BH_HOUR,
};

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
  const BhdAttempt attempt = { .failure = failure };

  if (!bhd_deliveries_report (turn, errand->delivery, &attempt, error))
    return;
  g_clear_pointer (&errand->delivery, bhd_delivery_free);
  errand->next_due_us = turn->now_us; /* look again: others may be due */
}

/* The webhook as it is now says where the delivery goes: it may have got a better address. */
static void
look_up_webhook (BhdTurn *turn, BhdErrand *errand, GError **error)
{
  BhdDelivery *delivery = errand->delivery;
  g_autoptr (GError) failure = NULL;
  g_autoptr (BhdWebhookRow) webhook =
      bhd_webhooks_find (turn, delivery->organization_id, delivery->webhook_id, &failure);

  if (webhook != NULL)
    {
      bhd_set_given (&delivery->url, webhook->url);
      errand->secret = bhd_webhooks_open_secret (delivery->organization_id, webhook->id,
                                                 webhook->secret, &failure);
    }
  if (failure != NULL)
    set_aside (turn, errand, failure->message, error);
}

gboolean
bhd_deliveries_take (BhdTurn *turn, gint64 lease_us, BhdErrand *errand, GError **error)
{
  g_autoptr (GError) inner = NULL;

  *errand = (BhdErrand){ NULL };
  errand->delivery = bhd_delivery_rows_take (turn->db, turn->now_us, turn->now_us + lease_us,
                                             &errand->next_due_us, &inner);
  if (inner == NULL && errand->delivery != NULL)
    look_up_webhook (turn, errand, &inner);
  if (inner == NULL)
    return TRUE;
  bhd_errand_clear (errand);
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
bhd_deliveries_give_back (BhdTurn *turn, GError **error)
{
  return bhd_delivery_rows_give_back (turn->db, turn->now_us, error);
}

/* Up to a fifth longer, so that those who failed together do not come back together. */
static gint64
pause_after (gint64 failures)
{
  gint64 pause_us = pauses_us[MIN ((gsize) failures, G_N_ELEMENTS (pauses_us) - 1)];

  return pause_us + (gint64) (g_random_double () * (double) pause_us / 5);
}

/* What the delivery is after the attempt.  Returns: when it is tried again, 0: never. */
static gint64
note_attempt (BhdTurn *turn, BhdDelivery *after, const BhdAttempt *attempt)
{
  gint64 last_us = after->created_us + GIVE_UP_US;
  gint64 next_us = turn->now_us + pause_after (after->attempts);
  gint64 again_us = attempt->failure != NULL && turn->now_us < last_us ? MIN (next_us, last_us) : 0;
  after->state = (char *) (attempt->failure == NULL ? "delivered"
                           : again_us != 0          ? "waiting"
                                                    : "failed");
  after->error = (char *) attempt->failure;
  after->http_status = attempt->http_status;
  after->answer = (char *) attempt->answer;
  after->finished_us = again_us != 0 ? 0 : turn->now_us;
  after->attempts++;
  return again_us;
}

/* Whether it went well or ill there, and since when. */
static gboolean
note_at_webhook (BhdTurn *turn, const BhdDelivery *after, gboolean well, GError **error)
{
  g_autoptr (BhdWebhookRow) webhook =
      bhd_webhook_rows_find (turn->db, after->organization_id, after->webhook_id, error);
  gint64 since_us;

  if (webhook == NULL)
    return FALSE;
  since_us = webhook->failing_since_us != 0 ? webhook->failing_since_us : turn->now_us;
  webhook->failing_since_us = well ? 0 : since_us;
  if (!bhd_webhook_rows_note_attempt (turn->db, webhook, well ? "delivered" : "failed",
                                      turn->now_us, after->http_status, error))
    return FALSE;
  if (well || !webhook->enabled || turn->now_us - since_us < SWITCH_OFF_US)
    return TRUE;
  return bhd_webhooks_switch_off (turn, webhook, error);
}

/* The webhook may have gone while its server was asked, and its deliveries with it. */
static gboolean
has_gone (BhdTurn *turn, const BhdDelivery *delivery, GError **error)
{
  g_autoptr (BhdDelivery) stored =
      bhd_delivery_rows_find (turn->db, delivery->organization_id, delivery->id, error);

  return stored == NULL;
}

gboolean
bhd_deliveries_report (BhdTurn *turn,
                       const BhdDelivery *delivery,
                       const BhdAttempt *attempt,
                       GError **error)
{
  BhdDelivery after = *delivery;
  gboolean hold = delivery->attempts < HOLDS;
  g_autoptr (GError) inner = NULL;
  gint64 again_us;

  if (has_gone (turn, delivery, &inner))
    {
      if (inner != NULL)
        g_propagate_error (error, g_steal_pointer (&inner));
      return inner == NULL;
    }
  again_us = note_attempt (turn, &after, attempt);
  hold = hold && again_us != 0;
  after.due_us = again_us != 0 && !hold ? again_us : delivery->due_us;
  return bhd_delivery_rows_update (turn->db, &after, error) &&
         bhd_delivery_rows_move_on (turn->db, &after, hold ? again_us : turn->now_us, hold,
                                    error) &&
         note_at_webhook (turn, &after, attempt->failure == NULL, error);
}

GPtrArray *
bhd_deliveries_list (BhdTurn *turn,
                     const char *organization_id,
                     const BhdDeliveryFilter *filter,
                     gboolean *more,
                     GError **error)
{
  BhdDeliveryFilter one_more = *filter;

  one_more.limit = filter->limit + 1;
  return bhd_listing_cut (bhd_delivery_rows_list (turn->db, organization_id, &one_more, error),
                          filter->limit, more);
}

static BhdDelivery *
find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdDelivery *delivery = bhd_delivery_rows_find (turn->db, organization_id, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (delivery == NULL)
    bhd_refuse_unknown (error, N_ ("no such delivery"));
  return delivery;
}

BhdDelivery *
bhd_deliveries_repeat (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhdDelivery) delivery = find (turn, organization_id, id, error);

  if (delivery == NULL)
    return NULL;
  bhd_set_given (&delivery->state, "waiting");
  delivery->due_us = delivery->created_us; /* at the head of its line */
  delivery->finished_us = 0;
  turn->wakes |= BHD_WAKE_COURIER;
  if (!bhd_delivery_rows_update (turn->db, delivery, error) ||
      !bhd_delivery_rows_hurry (turn->db, delivery, turn->now_us, error))
    return NULL;
  return find (turn, organization_id, id, error);
}

BhdDelivery *
bhd_deliveries_ping (BhdTurn *turn,
                     const char *organization_id,
                     const char *webhook_id,
                     GError **error)
{
  g_autoptr (BhdWebhookRow) webhook = bhd_webhooks_find (turn, organization_id, webhook_id, error);
  g_autofree char *id = webhook != NULL ? bhd_hook_events_ping (turn, webhook, error) : NULL;

  return id != NULL ? bhd_deliveries_repeat (turn, organization_id, id, error) : NULL;
}

gboolean
bhd_deliveries_forget (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error)
{
  gint64 count = bhd_delivery_rows_prune (turn->db, organization_id, turn->now_us - KEEP_US,
                                          BHD_CHORE_PIECE, error);

  *more = count == BHD_CHORE_PIECE;
  return count >= 0;
}
