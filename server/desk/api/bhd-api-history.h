/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/api/bhd-api-chat-rows.h"

G_BEGIN_DECLS

/* What an admin key may read. */

/* By last activity, newest first, behind (@before_us, @before_id) (0, NULL: from the top).
 * @total: (out): of all.  Returns: (transfer full): of BhdApiConversation */
GPtrArray *bhd_api_history_list (BhdTurn *turn,
                                 const BhdCaller *program,
                                 gint64 before_us,
                                 const char *before_id,
                                 guint limit,
                                 gint64 *total,
                                 GError **error);

/* Returns: (transfer full): BH_ERROR_NOT_FOUND for anybody else's */
BhdApiConversation *
bhd_api_history_find (BhdTurn *turn, const BhdCaller *program, const char *id, GError **error);

/* What visitor and desk said to each other behind @after (0: from the first), notices and notes
 * left out.  @upto: (out): where the next page starts, 0 where there is none.
 * Returns: (transfer full): of BhMessage, oldest first */
GPtrArray *bhd_api_history_page (BhdTurn *turn,
                                 const BhdCaller *program,
                                 const char *conversation_id,
                                 gint64 after,
                                 gint64 *upto,
                                 GError **error);

G_END_DECLS
