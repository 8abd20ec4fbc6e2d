/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-api.h"
#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* Fetches every conversation, page by page, newest first, into the cache; afterwards the feed is
 * resumed after the cache's seq.  What the cache showed before stays until it is replaced.
 * @restored: the daemon was put back to a backup; see lost/bhc-doubts.h. */
void bhc_snapshot_async (BhcApi *api,
                         BhcCache *cache,
                         gboolean restored,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
gboolean bhc_snapshot_finish (BhcApi *api, GAsyncResult *result, GError **error);

G_END_DECLS
