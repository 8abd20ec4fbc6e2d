/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-deliveries.h"
#include "server/outbound/bhd-outbound.h"

G_BEGIN_DECLS

/* “t=SECONDS,v1=HEX”: HMAC-SHA256 with @secret over “SECONDS.BODY”.  The time is signed too, so
 * that a receiver can refuse what is older than a few minutes.  Returns: (transfer full) */
char *bhd_errand_sign (const char *secret, const char *body, gint64 now_us);

/* Posts the delivery once.  Delivered is an answer of 200 to 299.
 * @transport: how: everything of it but url, headers and body is taken. */
gboolean bhd_errand_run (BhdOutbound *outbound,
                         const BhdErrand *errand,
                         const BhdFetch *transport,
                         GError **error);

G_END_DECLS
