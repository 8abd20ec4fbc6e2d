/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-origins.h"
#include "server/http/bhd-peer.h"
#include "server/http/bhd-rate.h"
#include "server/http/bhd-request.h"
#include "server/http/bhd-router.h"
#include "server/http/gate/bhd-patience.h"
#include "server/http/headless/bhd-returns.h"
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
  BhdReturns *returns;
  guint answer_wait_s;      /* how long a program waits for an answer */
  GThreadPool *consultants; /* for questions of programs that stand in no conversation */
  GThreadPool *workers;     /* for routes that must not hold a turn */
  GThreadPool *patient;     /* for those of them that wait for other machines */
  BhdPatience patience;
  guint max_connections; /* of one front */
} BhdShared;

/* A thread with its own main context, listeners and libsoup server: it parses, matches, validates
 * and queues, and never blocks: see bhd-returns.h for its declaration. */

/* Takes the listening sockets; @local_fd may be -1. */
BhdFront *bhd_front_new (const BhdShared *shared, int tcp_fd, int local_fd, GError **error);

/* Takes no more from now on; does not wait, so that many can stop together. */
void bhd_front_stop (BhdFront *self);

/* Stops it, answers what is open, ends the thread. */
void bhd_front_free (BhdFront *self);

const BhdShared *bhd_front_shared (BhdFront *self);

/* Runs @func on the front's thread.  Any thread. */
void bhd_front_invoke (BhdFront *self, GSourceFunc func, gpointer data);

/* A connection that was given away and has its answer: serves what it asks next.  Takes @fd.  Any
 * thread; see bhd-returns.h. */
void bhd_front_take_back (BhdFront *self, int fd);

gboolean bhd_front_is_stopping (BhdFront *self);

/* A request is under way, or no longer: a front does not end before its last.  Front's thread. */
void bhd_front_hold (BhdFront *self);
void bhd_front_release (BhdFront *self);

G_END_DECLS
