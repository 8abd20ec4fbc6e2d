/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-conversation-rows.h"
#include "server/store/rows/bhd-delivery-rows.h"

G_BEGIN_DECLS

/* Webhooks: what an organisation's own server is told, and what it checks that by. */

/* Queues news of @row's handoff where the organisation has a webhook, and wakes the courier.
 * @event: “handoff.created”, “handoff.released”. */
gboolean bhd_deliveries_queue_handoff (BhdTurn *turn,
                                       const BhdConversationRow *row,
                                       const char *event,
                                       GError **error);

/* Makes a new secret to sign with; the old one signs nothing any more.  Returns: (transfer full):
 * the secret, told this once only; free it with bhd_secret_free(). */
char *bhd_deliveries_renew_secret (BhdTurn *turn, const char *organization_id, GError **error);

/* What the courier carries next: a delivery and the secret that signs it. */
typedef struct
{
  BhdDelivery *delivery; /* (nullable): nothing is due */
  char *secret;          /* (nullable): the organisation has none, and the delivery no signature */
  gint64 next_due_us;    /* 0: nothing waits */
} BhdErrand;

void bhd_errand_clear (BhdErrand *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdErrand, bhd_errand_clear)

gboolean bhd_deliveries_take (BhdTurn *turn,
                              const BhdDeliveryBusy busy,
                              gint64 lease_us,
                              BhdErrand *errand,
                              GError **error);

/* @failure: (nullable): it was delivered.  Else it is tried again, more and more seldom, for a day.
 */
gboolean bhd_deliveries_report (BhdTurn *turn,
                                const BhdDelivery *delivery,
                                const char *failure,
                                GError **error);

G_END_DECLS
