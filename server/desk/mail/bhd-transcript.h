/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-conversation-rows.h"

G_BEGIN_DECLS

/* A conversation as plain text, to keep: what the visitor has seen and nothing else, so no notes,
 * in the visitor's time zone, which it names. */

/* Returns: (transfer full) */
char *bhd_transcript_write (BhdTurn *turn,
                            const BhdConversationRow *row,
                            const char *organization_name,
                            GError **error);

/* The same for whoever may see the conversation. */
char *bhd_transcript_get (BhdTurn *turn,
                          const BhdCaller *caller,
                          const char *conversation_id,
                          GError **error);

G_END_DECLS
