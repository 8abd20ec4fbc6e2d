/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-agent.h"
#include "server/agent/bhd-model-port.h"
#include "server/agent/bhd-provider.h"

G_BEGIN_DECLS

/* What tests put in the place of the world; NULL is the real thing. */
typedef struct
{
  const BhdProvider *last; /* who is asked when no provider answers */
  const BhdModelPort *models;
  const BhdToolPort *port;
  gint64 breaker_us; /* how long a provider that failed is left out; 0: as always */
} BhdAgentParts;

BhdAgent *bhd_agent_new_with_parts (const BhdAgentPlan *plan, const BhdAgentParts *parts);

G_END_DECLS
