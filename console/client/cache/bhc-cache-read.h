/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"
#include "console/client/cache/bhc-outgoing.h"

G_BEGIN_DECLS

/* Reading the cache on the main thread: each of these is one bounded look along an index.  What
 * cannot be read is reported by the cache and answered as if it were not there. */

/* The feed number up to which every event is in the cache; -1: there has been no snapshot yet. */
gint64 bhc_cache_read_seq (BhcCache *self);

/* When the event of that number happened, by the daemon's clock; 0: not known. */
gint64 bhc_cache_read_mark (BhcCache *self);

/* The highest feed number that an answer has told and the feed has not; 0: none. */
gint64 bhc_cache_read_ahead (BhcCache *self);

/* How many conversations each view holds. */
void bhc_cache_read_counts (BhcCache *self, guint counts[BHC_N_VIEWS]);

/* The @limit topmost places.  Returns: (transfer full): of BhcPlace, newest first */
GArray *bhc_cache_read_places (BhcCache *self, guint limit);

/* All of them, read on the cache thread behind the jobs queued so far: changes signalled before the
 * callback are in it, later ones are not. */
void bhc_cache_read_all_places_async (BhcCache *self, GAsyncReadyCallback callback, gpointer data);
GArray *bhc_cache_read_all_places_finish (BhcCache *self, GAsyncResult *result, GError **error);

/* Returns: (transfer full) (nullable) */
BhConversation *bhc_cache_read_conversation (BhcCache *self, gint64 row);
BhConversation *bhc_cache_find_conversation (BhcCache *self, const char *id, gint64 *row);

/* At most @limit messages older than @before (of all with G_MAXINT64), oldest first; only where
 * the cache has all of them. Returns: (transfer full): of BhMessage */
GPtrArray *bhc_cache_read_messages_before (BhcCache *self,
                                           const char *conversation,
                                           gint64 before,
                                           guint limit);
GPtrArray *
bhc_cache_read_messages_after (BhcCache *self, const char *conversation, gint64 after, guint limit);

/* From which seq on every message of the conversation is here: 0: all there are; -1: unknown. */
gint64 bhc_cache_read_complete_from (BhcCache *self, const char *conversation);

/* What waits or was refused, in the order it was written; @conversation NULL: of all.
 * Returns: (transfer full): of BhcOutgoing */
GPtrArray *bhc_cache_read_outbox (BhcCache *self, const char *conversation);

/* The newest message that is here; 0: none is. */
gint64 bhc_cache_read_newest_seq (BhcCache *self, const char *conversation);

G_END_DECLS
