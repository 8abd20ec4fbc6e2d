/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"
#include "console/client/cache/find/bhc-find-page.h"

G_BEGIN_DECLS

/* Searches all that a cache holds.  A thread of its own follows the cache, in pieces of some
 * milliseconds with pauses between them, and looks when somebody asks; nobody who writes waits for
 * it.  Main thread.
 *
 * Signal "indexed": what was there before the index can be found from now on, too. */
#define BHC_TYPE_FINDER (bhc_finder_get_type ())
G_DECLARE_FINAL_TYPE (BhcFinder, bhc_finder, BHC, FINDER, GObject)

BhcFinder *bhc_finder_new (BhcCache *cache);

/* Ends the thread; callbacks come with an error.  Before the cache is closed, and before the last
 * unref. */
void bhc_finder_close (BhcFinder *self);

/* Days are those of @zone.  @below_seq: 0, or where the page before ended.  Whoever cancels is
 * answered at once.  Errors: BH_ERROR_INVALID, with what is wrong with @text;
 * G_IO_ERROR_CANCELLED. */
void bhc_finder_find_async (BhcFinder *self,
                            const char *text,
                            GTimeZone *zone,
                            gint64 below_seq,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
BhcFindPage *bhc_finder_find_finish (BhcFinder *self, GAsyncResult *result, GError **error);

/* What was there before is not all in the index yet. */
gboolean bhc_finder_is_walking (BhcFinder *self);

G_END_DECLS
