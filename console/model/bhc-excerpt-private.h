/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"

G_BEGIN_DECLS

/* The part of a conversation's stored messages that is being looked at: without holes, read from
 * the cache page by page in both directions, bounded by letting the far end go. */
typedef struct
{
  BhcCache *cache;
  char *conversation;
  GPtrArray *messages; /* BhMessage in the order of their seq */
  gboolean has_older;
  gboolean has_newer;
} BhcExcerpt;

#define BHC_EXCERPT_PAGE 50
#define BHC_EXCERPT_MAX 500 /* messages */

BhcExcerpt *bhc_excerpt_new (BhcCache *cache, const char *conversation);
void bhc_excerpt_free (BhcExcerpt *self);

/* Becomes the newest page of what the cache knows to be complete. */
void bhc_excerpt_go_to_end (BhcExcerpt *self);

/* Becomes what stands around @seq. */
void bhc_excerpt_go_to (BhcExcerpt *self, gint64 seq);

/* FALSE: the cache has no more in that direction. */
gboolean bhc_excerpt_grow_older (BhcExcerpt *self);
gboolean bhc_excerpt_grow_newer (BhcExcerpt *self);

/* A message has come into the cache, or has changed there.  FALSE: it does not lie in the window,
 * or is as it was. */
gboolean bhc_excerpt_insert (BhcExcerpt *self, BhMessage *message);

gboolean bhc_excerpt_contains (BhcExcerpt *self, const char *id);

/* The daemon has to be asked for what is older than this seq; 0: for the newest page; -1: it need
 * not be asked. */
gint64 bhc_excerpt_missing_before (BhcExcerpt *self);

G_END_DECLS
