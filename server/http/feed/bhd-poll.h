/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-subscriber.h"

G_BEGIN_DECLS

#define BHD_POLL_MAX_NEWS 128

/* The whole HTTP answer of a long poll: {"frames":[…],"seq":N}.
 * Returns: (transfer full) */
BhdNews *bhd_poll_answer_new (const BhdSubscriber *subscriber,
                              BhdNews *const *news,
                              guint n,
                              gint64 seq,
                              gint64 now_us);

G_END_DECLS
