/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* The message @message_id takes the files @ids (nullable: none).  BH_ERROR_INVALID (with the detail
 * “field”) for one that is not the caller's in this conversation, is not all here, or is taken.
 * @extra: (out) (transfer full) (nullable): the message's, with all of them.
 * @first: (out) (transfer full) (nullable): the first one's name. */
gboolean bhd_claiming_take (BhdTurn *turn,
                            const BhdCaller *caller,
                            const char *conversation_id,
                            const char *message_id,
                            gboolean internal,
                            const char *const *ids,
                            char **extra,
                            char **first,
                            GError **error);

G_END_DECLS
