/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* @conversation: (nullable): it cannot be shown, and @problem is the sentence that says why.  @seq
 * and @words as they were asked for. */
typedef void (*BhcWished) (gpointer data,
                           BhcConversation *conversation,
                           gint64 seq,
                           const char *words,
                           const char *problem);

/* Somebody wants to see a conversation that the cache does not have: it is fetched.  @wished is not
 * called once @cancellable is cancelled. */
void bhc_wish_make (BhcDesk *desk,
                    const char *conversation,
                    gint64 seq,
                    const char *words,
                    GCancellable *cancellable,
                    BhcWished wished,
                    gpointer data);

G_END_DECLS
