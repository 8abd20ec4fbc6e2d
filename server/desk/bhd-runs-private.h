/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-change-private.h"
#include "server/desk/bhd-runs.h"

G_BEGIN_DECLS

/* The visitor has spoken: where the AI may answer, the one waiting run of the conversation is made
 * or put off, so that a burst of messages is one run. */
gboolean bhd_runs_expect (BhdTurn *turn, const BhdConversationRow *row, GError **error);

/* The conversation as a run reads it, under an id of its own.  Returns: (transfer full) */
BhdRun *bhd_runs_read_row (BhdTurn *turn, const BhdConversationRow *row, GError **error);

G_END_DECLS
