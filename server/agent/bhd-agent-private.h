/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-agent.h"
#include "server/agent/bhd-provider.h"

G_BEGIN_DECLS

/* As bhd_agent_new(), with a provider of one's own. */
BhdAgent *bhd_agent_new_with_provider (BhdStore *store,
                                       BhdIndex *index,
                                       const BhdProvider *provider,
                                       guint threads,
                                       BhdAgentSayFunc say,
                                       gpointer data);

G_END_DECLS
