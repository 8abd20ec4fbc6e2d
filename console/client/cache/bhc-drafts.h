/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"
#include "console/client/cache/bhc-outgoing.h"

G_BEGIN_DECLS

/* What an operator has begun to write: one draft for each conversation and kind of message, on the
 * disk when the callback comes.  A draft and the message it becomes never exist both: what goes
 * into the outbox, and what is taken back from there, goes in one transaction. */

/* An empty one is forgotten. */
void bhc_cache_keep_draft_async (BhcCache *self,
                                 BhcOutgoing *draft, /* (transfer full) */
                                 GAsyncReadyCallback callback,
                                 gpointer data);

/* Into the outbox; the draft of its kind is gone. */
void bhc_cache_send_draft_async (BhcCache *self,
                                 BhcOutgoing *outgoing, /* (transfer full) */
                                 GAsyncReadyCallback callback,
                                 gpointer data);

/* Out of the outbox, in front of what has been written since.  Returns: (transfer full) (nullable):
 * the draft it has become; NULL with @error unset: it is no longer there */
void bhc_cache_recall_async (BhcCache *self,
                             const char *id,
                             GAsyncReadyCallback callback,
                             gpointer data);
BhcOutgoing *bhc_cache_recall_finish (BhcCache *self, GAsyncResult *result, GError **error);

/* Returns: (transfer full) (nullable) */
BhcOutgoing *bhc_cache_read_draft (BhcCache *self, const char *conversation, BhMessageKind kind);

/* Returns: (transfer full): of BhcOutgoing: all there are */
GPtrArray *bhc_cache_read_drafts (BhcCache *self);

G_END_DECLS
