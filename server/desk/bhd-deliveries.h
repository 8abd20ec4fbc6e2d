/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-delivery-rows.h"

G_BEGIN_DECLS

/* Webhooks' deliveries on their way, and what became of them. */

/* What the courier carries next: a delivery and the secret that signs it. */
typedef struct
{
  BhdDelivery *delivery; /* (nullable): nothing is due */
  char *secret;          /* (nullable): the webhook has none, and the delivery no signature */
  gint64 next_due_us;    /* 0: nothing waits */
} BhdErrand;

void bhd_errand_clear (BhdErrand *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdErrand, bhd_errand_clear)

/* One webhook's deliveries are taken one after the other, each when the one before it has been
 * reported. */
gboolean bhd_deliveries_take (BhdTurn *turn, gint64 lease_us, BhdErrand *errand, GError **error);

/* When the daemon starts: what another one had taken is taken again. */
gboolean bhd_deliveries_give_back (BhdTurn *turn, GError **error);

/* How an attempt ended. */
typedef struct
{
  const char *failure; /* (nullable): it was delivered */
  guint http_status;   /* 0: there was no answer */
  const char *answer;  /* (nullable): how it began */
} BhdAttempt;

/* What failed is tried again, more and more seldom, for a day.  Its first failures hold those
 * behind it, so that they come in order and a server that is down is left alone; after that it
 * stands aside. */
gboolean bhd_deliveries_report (BhdTurn *turn,
                                const BhdDelivery *delivery,
                                const BhdAttempt *attempt,
                                GError **error);

/* Newest first, one more than asked for where there are more.
 * Returns: (transfer full): of BhdDelivery */
GPtrArray *bhd_deliveries_list (BhdTurn *turn,
                                const char *organization_id,
                                const BhdDeliveryFilter *filter,
                                gboolean *more,
                                GError **error);

/* Under the same id, now.  Returns: (transfer full); BH_ERROR_NOT_FOUND. */
BhdDelivery *
bhd_deliveries_repeat (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* A “ping” to that webhook, whether it is on or off.  Returns: (transfer full) */
BhdDelivery *bhd_deliveries_ping (BhdTurn *turn,
                                  const char *organization_id,
                                  const char *webhook_id,
                                  GError **error);

/* Forgets what is older than thirty days, a piece of it.  @more: (out) */
gboolean
bhd_deliveries_forget (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error);

G_END_DECLS
