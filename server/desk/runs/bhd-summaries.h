/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-runs.h"
#include "server/store/rows/bhd-conversation-rows.h"

G_BEGIN_DECLS

/* What a handoff is about, written in the background for the person who takes it. */

/* The handoff of @row has only the visitor's last words yet.  Wakes the agent. */
gboolean bhd_summaries_ask (BhdTurn *turn, const BhdConversationRow *row, GError **error);

/* Takes the oldest one that waits, of any organisation; it is not handed out twice.  The run's id
 * is the handoff's.  Returns: (transfer full) (nullable): NULL without @error where none waits. */
BhdRun *bhd_summaries_take (BhdTurn *turn, GError **error);

/* Where the handoff is still open. */
gboolean bhd_summaries_put (BhdTurn *turn, const BhdRun *run, const char *summary, GError **error);

G_END_DECLS
