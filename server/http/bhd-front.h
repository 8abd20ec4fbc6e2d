/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-origins.h"
#include "server/http/bhd-peer.h"
#include "server/http/bhd-rate.h"
#include "server/http/bhd-request.h"
#include "server/http/bhd-router.h"
#include "server/http/gate/bhd-patience.h"
#include "server/http/routes/widget/bhd-welcome.h"

G_BEGIN_DECLS

/* What all fronts share: made before them, freed after them, not changed between. */
typedef struct
{
  BhdStore *store;
  BhdHub *hub;
  BhdCallbackFunc callback; /* (nullable) */
  BhdLibrary library;
  const BhdAiServices *ai;       /* (nullable) */
  const BhdAssistant *assistant; /* (nullable) */
  const BhdMailService *mail;    /* (nullable) */
  BhdRouter *router;
  BhdRateTable *rates;
  BhdOrigins *origins;
  BhdWelcome *welcome;
  BhdProxies *proxies;
  GThreadPool *workers; /* for routes that must not hold a turn */
  GThreadPool *patient; /* for those of them that wait for other machines */
  BhdPatience patience;
  guint max_connections; /* of one front */
} BhdShared;

/* A thread with its own main context, listeners and libsoup server: it parses, matches, validates
 * and queues, and never blocks. */
typedef struct _BhdFront BhdFront;

/* Takes the listening sockets; @local_fd may be -1. */
BhdFront *bhd_front_new (const BhdShared *shared, int tcp_fd, int local_fd, GError **error);

/* Takes no more from now on; does not wait, so that many can stop together. */
void bhd_front_stop (BhdFront *self);

/* Stops it, answers what is open, ends the thread. */
void bhd_front_free (BhdFront *self);

const BhdShared *bhd_front_shared (BhdFront *self);

/* Runs @func on the front's thread.  Any thread. */
void bhd_front_invoke (BhdFront *self, GSourceFunc func, gpointer data);

gboolean bhd_front_is_stopping (BhdFront *self);

/* A request is under way, or no longer: a front does not end before its last.  Front's thread. */
void bhd_front_hold (BhdFront *self);
void bhd_front_release (BhdFront *self);

G_END_DECLS
