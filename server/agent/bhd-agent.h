/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/bhd-index.h"
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

/* Starts @threads threads and takes up what a stopped daemon left. */
BhdAgent *
bhd_agent_new (BhdStore *store, BhdIndex *index, guint threads, BhdAgentSayFunc say, gpointer data);
void bhd_agent_wake (BhdAgent *self); /* a run waits; any thread */
void bhd_agent_free (BhdAgent *self); /* waits for runs in progress to stop */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdAgent, bhd_agent_free)

G_END_DECLS
