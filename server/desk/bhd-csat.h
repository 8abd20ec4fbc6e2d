/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* How content a visitor was: said once, when the conversation is resolved. */

/* @score: 1 to 5.  The same again changes nothing and sets @created to FALSE; anything else after
 * the first, and a conversation that is not resolved, is BH_ERROR_CONFLICT.
 * Returns: (transfer full) */
BhConversation *bhd_csat_give (BhdTurn *turn,
                               const BhdCaller *visitor,
                               const char *conversation_id,
                               gint64 score,
                               const char *comment,
                               gboolean *created,
                               GError **error);

G_END_DECLS
