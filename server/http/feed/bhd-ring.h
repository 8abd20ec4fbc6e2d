/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-news.h"

G_BEGIN_DECLS

/* The end of one organisation's log, in memory: news with numbers that rise by one, bounded in
 * count and bytes.  It reaches from behind .base to .head.  One feed thread only. */
#define BHD_RING_MAX_NEWS 1024
#define BHD_RING_MAX_BYTES (1024 * 1024)

typedef struct
{
  gint64 base; /* the number before the oldest news; -1: unknown, nothing is remembered */
  gint64 head; /* the newest number */
  guint start; /* index of the oldest */
  guint size;  /* of the array, a power of two */
  gsize bytes;
  BhdNews **news;
} BhdRing;

void bhd_ring_init (BhdRing *self);
void bhd_ring_clear (BhdRing *self); /* forgets everything */

/* Begins anew: nothing is remembered, the log ends with @head. */
void bhd_ring_begin (BhdRing *self, gint64 head);

/* Appends the next of the log; what is known already is left out.  Returns: FALSE where numbers
 * between are missing: the ring is then empty and must begin anew. */
gboolean bhd_ring_push (BhdRing *self, BhdNews *news);

/* @seq is behind .base and at most .head.  Returns: (transfer none) */
BhdNews *bhd_ring_get (const BhdRing *self, gint64 seq);

G_END_DECLS
