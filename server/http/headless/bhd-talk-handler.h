/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-request.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

typedef struct _BhdTalk BhdTalk;

/* A question whose answer is waited for: a writing turn says where, and in what form it is told
 * (bhd-talk.h); the socket waits for it, parked. */
typedef gboolean (*BhdTalkHandler) (BhdTurn *turn,
                                    const BhdRequest *request,
                                    BhdTalk *talk,
                                    GError **error);

G_END_DECLS
