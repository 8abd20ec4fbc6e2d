/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-field.h"
#include "server/http/bhd-reply.h"
#include "server/http/bhd-request.h"
#include "server/http/headless/bhd-error-form.h"
#include "server/http/headless/bhd-talk-handler.h"
#include "server/http/shapes/bhd-response.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* How often a caller may come: each class has a burst and a refill in one table (bhd-rate.c). */
typedef enum
{
  BHD_RATE_NONE,
  BHD_RATE_READ,
  BHD_RATE_WRITE,
  BHD_RATE_DESK_WRITE, /* operators: a console sends a long outbox or a folder of documents */
  BHD_RATE_SESSION,    /* new contact sessions, per peer */
  BHD_RATE_SIGN_IN,    /* password tries, per peer and per address tried */
  BHD_RATE_FEED,
  BHD_RATE_CHAT,     /* programs that chat, per key and peer */
  BHD_RATE_STRANGER, /* credentials that were refused, per peer; for no route */
} BhdRate;

/* Which rights an operator needs. */
typedef struct _BhdRoute BhdRoute;

/* A handler is a transaction: straight C on a turn, on the reader's or the writer's thread. */
typedef gboolean (*BhdTurnHandler) (BhdTurn *turn,
                                    const BhdRequest *request,
                                    BhdReply *reply,
                                    GError **error);

/* What must not hold a turn (argon2, cutting a document) runs on a worker thread and opens its own
 * turns with bhd_store_call(). */
typedef gboolean (*BhdWorkHandler) (BhdStore *store,
                                    const BhdRequest *request,
                                    BhdReply *reply,
                                    GError **error);

/* One row of the HTTP surface: the single source of truth for authorisation, rates, validation,
 * CORS and the description of the API.  Exactly one of read, write, work, talk, answer, feed is
 * set. What it gives is said in shapes: .gives = BHD_GIVES (BHD_OK (BHD_ONE ("gap", gap))) answers
 * 200 with {"gap":…}, a record of shapes/bhd-shapes.h; a new record gets its table there. */
struct _BhdRoute
{
  const char *method;
  const char *path; /* “/v1/desk/conversations/:id/messages” */
  BhdWho who;
  BhRole role; /* operators: the least role */
  BhdRate rate;
  const BhdField *fields; /* ends with a NULL name; NULL: none */
  BhdTurnHandler read;
  BhdTurnHandler write;
  BhdWorkHandler work;
  BhdTalkHandler talk;
  gboolean (*answer) (const BhdRequest *request,
                      BhdReply *reply,
                      GError **error); /* needs no data: assets, health */
  gboolean (*recall) (const BhdRequest *request,
                      BhdReply *reply); /* besides read: from memory; FALSE: it is not known */
  gboolean feed;                        /* the socket is handed to the hub */
  gboolean while_blocked;               /* a visitor who may not write may do this */
  gboolean slow;                        /* work that waits for other machines */
  gsize max_body;                       /* 0: 64 KiB */
  const BhdErrorForm *errors;           /* (nullable): how errors are told, if not as everywhere */
  gboolean raw_body;                    /* application/octet-stream, see bhd_request_body() */
  const BhdResponse *gives;             /* BHD_GIVES (…), see shapes/bhd-response.h */
  const char *summary;
  const char *audit; /* (nullable): of write and work: the word of its entry in the audit log,
                        “label.created”; see audit/bhd-auditing.h */
  gboolean discreet; /* the entry names the fields that were sent, and tells none: about visitors */
};

/* All routes there are, from every file of routes/; ends with a NULL method. */
const BhdRoute *const *bhd_routes_all (void); /* NULL-terminated array of row pointers */

G_END_DECLS
