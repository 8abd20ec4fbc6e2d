/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/outbound/bhd-outbound.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* What it takes to reach an organisation's language models from outside the agent's room. */
typedef struct
{
  BhdStore *store;
  BhdOutbound *outbound;
  gboolean allow_private;
} BhdModelReach;

G_END_DECLS
