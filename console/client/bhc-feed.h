/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-api.h"
#include "console/client/bhc-frame.h"
#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

typedef enum
{
  BHC_LINK_STOPPED,
  BHC_LINK_CONNECTING,
  BHC_LINK_SYNCING, /* connected, catching up */
  BHC_LINK_ONLINE,
  BHC_LINK_WAITING, /* for the next try */
} BhcLink;

/* Keeps the cache as the daemon has it: a snapshot where there is none, then the events after it,
 * in order, each batch in one transaction with its number; connects again by itself.
 *
 * Signal "link-changed" (): bhc_feed_get_link() answers something else.
 * Signal "news" (const BhcNews *): an ephemeral frame.
 * Signal "tidings" (const BhcTidings *): a record of the knowledge base has changed.
 * Signal "suggestion" (const char *conversation): its suggested reply is new or has gone.
 * Signal "webhook" (gboolean off): one has changed; @off: it failed and was switched off.
 * Signal "whisper" (const BhcWhispered *): a colleague has said something to one other.
 * Signal "directory": what GET /v1/desk/directory answers is another.
 * Signal "reset": what was told before may have holes; what the cache does not keep is to be
 * fetched anew.
 * Signal "unauthorized" (const char *sentence): the sign-in has ended; the feed has stopped. */
#define BHC_TYPE_FEED (bhc_feed_get_type ())
G_DECLARE_FINAL_TYPE (BhcFeed, bhc_feed, BHC, FEED, GObject)

BhcFeed *bhc_feed_new (BhcApi *api, BhcCache *cache);
void bhc_feed_start (BhcFeed *self); /* also: try now instead of at the next try */
void bhc_feed_stop (BhcFeed *self);
BhcLink bhc_feed_get_link (BhcFeed *self);
const char *bhc_feed_get_problem (BhcFeed *self); /* (nullable) why it waits: a sentence */

G_END_DECLS
