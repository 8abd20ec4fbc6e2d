/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-front.h"
#include "server/http/gate/bhd-connection.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One request and its answer: matched, counted, validated, queued, answered. */
typedef struct _BhdExchange BhdExchange;

/* libsoup has read the whole of @message.  Front's thread. */
void bhd_exchange_start (BhdFront *front, SoupServerMessage *message, BhdConnection *connection);

/* For the pool of workers: runs the handler of a route that must not hold a turn. */
void bhd_exchange_work (gpointer exchange, gpointer unused);

G_END_DECLS
