/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-request.h"
#include "server/http/gate/bhd-patience.h"
#include "server/store/bhd-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The HTTP side of the daemon: fronts, each a thread with its own main context and libsoup server,
 * all on one port; and the local administrator's Unix socket. */
typedef struct _BhdHttp BhdHttp;

typedef struct
{
  const char *address;      /* “127.0.0.1” */
  guint16 port;             /* 0: any free one, see bhd_http_port() */
  const char *local_socket; /* (nullable) path of the Unix socket */
  guint fronts;
  const char *const *trusted_proxies; /* addresses whose X-Forwarded-For counts */
  double rate_scale;                  /* 1: the table; more: kinder; 0: no limits (benchmarks) */
  BhdStore *store;
  BhdHub *hub;
  BhdCallbackFunc callback;      /* (nullable): calls back are refused */
  BhdLibrary library;            /* copied */
  const BhdAssistant *assistant; /* (nullable): nobody helps operators */
  const BhdMailService *mail;    /* (nullable): there is no e-mail */
  const BhdAiServices *ai;       /* (nullable): nothing that needs the agent can be set up */
  int listen_fd;                 /* handed over by systemd; -1: bind ourselves */
  const BhdPatience *patience;   /* (nullable): with slow clients; tests are in a hurry */
  guint answer_wait_s;           /* how long a program waits for an answer; 0: 120 */
  guint max_connections;         /* of one front; 0: 4096 */
} BhdHttpConfig;

BhdHttp *bhd_http_new (const BhdHttpConfig *config, GError **error); /* listening when it returns */
guint16 bhd_http_port (BhdHttp *self);

/* An organisation is new or has other settings, and that is committed (BHD_WAKE_FRONTS).  Any
 * thread. */
void bhd_http_forget_organizations (BhdHttp *self);

void
bhd_http_free (BhdHttp *self); /* stops taking requests, answers those it has, joins the fronts */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdHttp, bhd_http_free)

G_END_DECLS
