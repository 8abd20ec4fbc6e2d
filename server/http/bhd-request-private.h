/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-fields.h"
#include "server/http/bhd-origins.h"
#include "server/http/bhd-router.h"
#include "server/http/routes/widget/bhd-welcome.h"

G_BEGIN_DECLS

struct _BhdRequest
{
  char *id;
  const BhdRoute *route; /* (nullable) until it is found */
  char *method;
  char *path;
  char *params[BHD_ROUTER_MAX_PARAMS];
  BhdValue *values; /* one for each of route->fields */
  char *peer;
  char *host;
  const char *scheme; /* a literal */
  char *origin;       /* (nullable) */
  char *token;        /* (nullable) */
  gboolean local;
  BhdCaller *caller; /* set in the turn that runs the handler */
  BhdHub *hub;
  BhdCallbackFunc callback; /* (nullable) */
  const BhdLibrary *library;
  GBytes *body;                  /* (nullable) raw bytes */
  const BhdAiServices *ai;       /* (nullable) */
  const BhdAssistant *assistant; /* (nullable) */
  const BhdMailService *mail;    /* (nullable) */
  BhdOrigins *origins;
  guint origins_ticket; /* from before any turn of this request, as the next one */
  BhdWelcome *welcome;
  guint welcome_ticket;
};

BhdRequest *bhd_request_new (BhdHub *hub, BhdCallbackFunc callback, const BhdLibrary *library);
void bhd_request_free (BhdRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdRequest, bhd_request_free)

/* FALSE where a piece of the path is no text: there is nothing of such a name. */
gboolean bhd_request_set_params (BhdRequest *self, const BhdPieces *pieces);

G_END_DECLS
