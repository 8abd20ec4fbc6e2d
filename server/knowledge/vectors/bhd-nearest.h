/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The best few of many scores. */
typedef struct
{
  float score;
  gsize row;
} BhdNear;

typedef struct
{
  BhdNear *heap; /* the worst of the best is on top */
  guint n;
  guint limit;
} BhdNearest;

void bhd_nearest_init (BhdNearest *self, guint limit);
void bhd_nearest_clear (BhdNearest *self);
void bhd_nearest_insert (BhdNearest *self, float score, gsize row);

/* What a score must be above to be among the best. */
static inline float
bhd_nearest_bar (const BhdNearest *self)
{
  return self->n < self->limit ? -G_MAXFLOAT : self->heap[0].score;
}

/* Best first; of equals the earlier row.  Nothing may be inserted afterwards. */
void bhd_nearest_sort (BhdNearest *self);

G_END_DECLS
