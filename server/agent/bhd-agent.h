/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/runs/bhd-assistant.h"
#include "server/knowledge/bhd-index.h"
#include "server/outbound/bhd-outbound.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* The pool of agent threads.  Each takes a run that is due, reads it from top to bottom (history,
 * search, provider, tools) and hands the end to the desk. */
typedef struct _BhdAgent BhdAgent;

/* What the agent says while it works, for those who watch: see “ephemeral” in common/PROTOCOL.md.
 * @contact_id is the visitor who may see it.  Any thread. */
typedef void (*BhdAgentSayFunc) (const char *organization_id,
                                 const char *contact_id,
                                 const char *conversation_id,
                                 const char *type,
                                 const char *body_json,
                                 gpointer data);

/* What an agent works with; all of it outlives the agent. */
typedef struct
{
  BhdStore *store;
  BhdIndex *index;
  BhdOutbound *outbound;      /* (nullable): no provider and no tool can be reached */
  gboolean models_to_private; /* providers may have private addresses */
  gboolean tools_to_private;
  guint threads;
  BhdAgentSayFunc say; /* (nullable) */
  gpointer say_data;
} BhdAgentPlan;

/* Starts the threads and takes up what a stopped daemon left. */
BhdAgent *bhd_agent_new (const BhdAgentPlan *plan);
void bhd_agent_wake (BhdAgent *self); /* a run waits; any thread */
/* What operators ask of the AI; valid as long as the agent. */
BhdAssistant bhd_agent_assistant (BhdAgent *self);
void bhd_agent_free (BhdAgent *self); /* waits for runs in progress to stop */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdAgent, bhd_agent_free)

G_END_DECLS
