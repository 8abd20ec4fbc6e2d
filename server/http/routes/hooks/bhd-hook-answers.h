/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-deliveries.h"
#include "server/http/bhd-route.h"
#include "server/store/rows/hooks/bhd-webhook-rows.h"

G_BEGIN_DECLS

/* How webhooks and their deliveries look outside; no secret is in either. */
void bhd_hooks_write_webhook (BhJsonWriter *json, const char *name, const BhdWebhookRow *row);
void bhd_hooks_write_delivery (BhJsonWriter *json, const char *name, const BhdDelivery *delivery);

/* 202 with @delivery (nullable) (transfer full), which is on its way. */
gboolean bhd_hooks_answer_delivery (BhdReply *reply, BhdDelivery *delivery);

G_END_DECLS
