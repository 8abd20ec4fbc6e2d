/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* Looks through every message of a conversation that is here for @words, whatever their case; on
 * the cache thread.  Notices are left out: they are said in other words than they are kept in.
 * Returns: (transfer full): of gint64, their seq, the oldest first */
void bhc_cache_find_messages_async (BhcCache *self,
                                    const char *conversation,
                                    const char *words,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
GArray *bhc_cache_find_messages_finish (BhcCache *self, GAsyncResult *result, GError **error);

G_END_DECLS
