/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/outbound/bhd-outbound.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* Delivers webhooks on threads of its own: what the desk queued is posted, signed, and
 * tried again with backoff for a day. */
typedef struct _BhdCourier BhdCourier;

BhdCourier *bhd_courier_new (BhdStore *store, BhdOutbound *outbound, gboolean allow_private);
void bhd_courier_wake (BhdCourier *self); /* any thread */
void bhd_courier_free (BhdCourier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdCourier, bhd_courier_free)

G_END_DECLS
