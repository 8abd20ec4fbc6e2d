/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-agent.h"
#include "server/agent/tools/bhd-agent-services.h"
#include "server/http/bhd-http.h"

G_BEGIN_DECLS

/* A daemon's store, hub and HTTP side in this process: a temporary database, any free port. */
typedef struct
{
  char *directory;
  char *local_socket;
  BhdStore *store;
  BhdHub *hub;
  BhdBlobs *blobs;
  BhdParts *parts;
  BhdHttp *http;
  BhdOutbound *outbound;
  BhdAgentReach reach;
  BhdAiServices services;
  BhdMailService mail;
  BhdIndex *index; /* empty */
  BhdAgent *agent; /* answers operators, takes no run */
  BhdAssistant assistant;
  guint16 port;
  int tap; /* -1: clients come straight to the daemon */
} BhtDaemon;

/* @config (nullable): rates, patience, proxies, fronts, calls back; the rest is filled in.
 * Without it there are no rate limits, and calls back, and the agent's room on private addresses.
 */
BhtDaemon *bht_daemon_new (const BhdHttpConfig *config);
void bht_daemon_free (BhtDaemon *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtDaemon, bht_daemon_free)

/* An organisation with somebody in it on either side. */
typedef struct
{
  char *organization_id;
  char *slug;
  char *owner_token; /* bearer tokens, opened without a password */
  char *agent_token;
  char *visitor_token;
  char *contact_id;
  char *conversation_id; /* the visitor's, open */
  char *document_id;
  char *provider_id;
  char *tool_id;
  char *guardrail_id;
  char *gap_id;
  char *phrasing_id;
  char *owner_id;  /* of the operator */
  char *agent_id;  /* likewise */
  char *upload_id; /* the owner's, open, nothing has come */
  char *key_id;    /* of the widget key */
  char *widget_key;
  char *admin_key;
  char *file_id; /* (nullable): see bht_files_furnish() */
  char *attachment_id;
  char *run_id;      /* (nullable): see bht_daemon_add_run() */
  char *answer_id;   /* (nullable): its message, which offers the document */
  char *delivery_id; /* (nullable): see bht_daemon_add_delivery() */
  char *label_id;    /* (nullable): see bht_team_furnish() */
  char *team_id;
  char *canned_id;
  char *canned_file_id;
  char *view_id;
} BhtTenant;

BhtTenant *bht_daemon_add_tenant (BhtDaemon *self, const char *slug);

/* The visitor has asked and the AI has answered with a choice. */
void bht_daemon_add_run (BhtDaemon *self, BhtTenant *tenant);

/* The tenant's first webhook, whose id is the organisation's, with a ping that waits. */
void bht_daemon_add_delivery (BhtDaemon *self, BhtTenant *tenant);
void bht_tenant_free (BhtTenant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtTenant, bht_tenant_free)

/* Sets the origins that may embed the widget; NULL-terminated. */
void
bht_daemon_allow_origins (BhtDaemon *self, const BhtTenant *tenant, const char *const *origins);

/* Runs @run in a writing turn; fails the test where it sets an error. */
gpointer bht_daemon_write (BhtDaemon *self, BhdJobFunc run, gpointer data);

G_END_DECLS
