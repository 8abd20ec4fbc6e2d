/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/tools/bhd-http-tool.h"
#include "server/desk/ai/bhd-ai-services.h"

G_BEGIN_DECLS

/* How far others reach through the agent's room. */
typedef struct
{
  BhdToolWays tools;
  gboolean models_to_private;
} BhdAgentReach;

/* Fills in what the agent's room can do for others.  @reach: borrowed, also by what is asked later.
 */
void bhd_agent_services_init (BhdAiServices *self, const BhdAgentReach *reach);

G_END_DECLS
