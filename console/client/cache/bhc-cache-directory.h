/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* The directory (colleagues, teams, labels, replies, views) as the daemon last told it: a bag of
 * values, see bhc-values.h. */

/* Main thread.  Returns: (transfer full) (nullable): it was never told */
GVariant *bhc_cache_read_directory (BhcCache *self);

/* Also what its saved views ask for is looked for from then on.  @directory: taken where it floats.
 */
void bhc_cache_keep_directory_async (BhcCache *self,
                                     GVariant *directory,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean bhc_cache_keep_directory_finish (BhcCache *self, GAsyncResult *result, GError **error);

G_END_DECLS
