/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* How far each side has read, and what it has not.  A mark stands on a message of the other side
 * and only moves forwards, so that there are never more changes than messages; both sides hear of
 * each. */

/* @caller has read up to @seq.  Returns: (transfer full) */
BhConversation *bhd_read_marks_move (BhdTurn *turn,
                                     const BhdCaller *caller,
                                     const char *conversation_id,
                                     gint64 seq,
                                     GError **error);

G_END_DECLS
