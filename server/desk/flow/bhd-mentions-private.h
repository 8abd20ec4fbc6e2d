/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-change-private.h"

G_BEGIN_DECLS

/* Operators mentioned in notes who have not read since: conversation.mentions. */

/* Not yet stored.  Who writes mentions nobody by naming themselves. */
void bhd_mentions_add (BhdConversationRow *row, const char *operator_id);
gboolean bhd_mentions_have (const BhdConversationRow *row, const char *operator_id);
void bhd_mentions_remove (BhdConversationRow *row, const char *operator_id);

/* What a note mentions: adds @ids to @row and to @extra (nullable, a JSON object; replaced).
 * BH_ERROR_INVALID where one is no colleague; one who is disabled is not told. */
gboolean bhd_mentions_take (BhdTurn *turn,
                            BhdConversationRow *row,
                            const BhdCaller *
                            operator,
                            const char * const * ids,
                            char **extra,
                            GError **error);

G_END_DECLS
