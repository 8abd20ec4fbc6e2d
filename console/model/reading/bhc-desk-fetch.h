/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* A conversation the cache does not have, with its newest messages; both are in the cache when the
 * answer comes.  Errors: what the daemon said (BH_ERROR_NOT_FOUND: there is no such one, or no
 * longer); BH_ERROR_OFFLINE where it cannot be reached.  Returns: (transfer full) */
void bhc_desk_fetch_async (BhcDesk *self,
                           const char *conversation,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
BhcConversation *bhc_desk_fetch_finish (BhcDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
