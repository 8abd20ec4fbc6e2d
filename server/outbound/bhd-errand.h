/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-deliveries.h"
#include "server/outbound/bhd-download.h"

G_BEGIN_DECLS

/* “t=SECONDS,v1=HEX”: HMAC-SHA256 with @secret over “SECONDS.BODY”.  The time is signed too, so
 * that a receiver can refuse what is older than a few minutes.  Returns: (transfer full) */
char *bhd_errand_sign (const char *secret, const char *body, gint64 now_us);

/* How a server took a delivery. */
typedef struct
{
  guint http_status; /* 0: there was no answer */
  char *answer;      /* (nullable): how it began, as text */
} BhdOutcome;

void bhd_outcome_clear (BhdOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdOutcome, bhd_outcome_clear)

/* Posts the delivery once.  Delivered is an answer of 200 to 299, whatever else it says.
 * @transport: how: everything of it but url, headers and body is taken.  @outcome: (out): set even
 * where that failed. */
gboolean bhd_errand_run (BhdOutbound *outbound,
                         const BhdErrand *errand,
                         const BhdFetch *transport,
                         BhdOutcome *outcome,
                         GError **error);

G_END_DECLS
