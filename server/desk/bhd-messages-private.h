/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-messages.h"

G_BEGIN_DECLS

/* As bhd_messages_post() for a text that carries @extra, a JSON object. */
BhMessage *bhd_messages_post_extra (BhdTurn *turn,
                                    const BhdCaller *caller,
                                    const char *conversation_id,
                                    const char *id,
                                    const char *body,
                                    const char *extra,
                                    gboolean *created,
                                    GError **error);

G_END_DECLS
