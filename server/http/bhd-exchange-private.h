/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-exchange.h"
#include "server/http/bhd-request-private.h"
#include "server/http/headless/bhd-talk.h"

G_BEGIN_DECLS

/* Lives as long as its message. */
struct _BhdExchange
{
  BhdFront *front;
  SoupServerMessage *message; /* owns this */
  BhdConnection *connection;
  BhdRequest *request;
  const BhdPlace *place; /* (nullable): no such path */
  BhdReply reply;
  GError *error;       /* (nullable) instead of the reply */
  GError *fault;       /* (nullable) of the fields: told when the key is known to be good */
  guint retry_after_s; /* 0: not said */
  BhdTalk *talk;       /* (nullable) what a route with .talk has asked */
  gboolean preflight;  /* a browser asks what a page may do */
  gboolean waiting;    /* libsoup is paused */
};

/* What the head of the message says: fills the request, but for what the route has to say. */
void bhd_exchange_read_head (BhdExchange *self);

/* Of several headers that may carry a key the first one that is there counts, whatever stands in
 * it; else the bearer token. */
void bhd_exchange_read_key (BhdExchange *self);

/* Writes reply or error into the message, logs, and lets libsoup send it. */
void bhd_exchange_answer (BhdExchange *self);

/* Sets the error and answers. */
void bhd_exchange_refuse (BhdExchange *self, GError *error);

/* Hands the socket of an admitted feed request to the hub. */
void bhd_exchange_open_feed (BhdExchange *self);

/* The token a browser sends as a sub-protocol, since it cannot set Authorization on a WebSocket.
 * Returns: (transfer full) (nullable) */
char *bhd_exchange_feed_token (SoupServerMessage *message);

/* CORS headers for the page that asks.  @set is called for each. */
typedef void (*BhdHeaderFunc) (gpointer data, const char *name, const char *value);
void bhd_exchange_each_cors_header (BhdExchange *self, BhdHeaderFunc set, gpointer data);

G_END_DECLS
