/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/vectors/bhd-nearest.h"

#include <stdlib.h>

void
bhd_nearest_init (BhdNearest *self, guint limit)
{
  self->heap = g_new (BhdNear, MAX (limit, 1));
  self->n = 0;
  self->limit = MAX (limit, 1);
}

void
bhd_nearest_clear (BhdNearest *self)
{
  g_clear_pointer (&self->heap, g_free);
}

static void
sink (BhdNearest *self)
{
  BhdNear moved = self->heap[0];
  guint at = 0;

  for (;;)
    {
      guint child = 2 * at + 1;

      if (child + 1 < self->n && self->heap[child + 1].score < self->heap[child].score)
        child++;
      if (child >= self->n || self->heap[child].score >= moved.score)
        break;
      self->heap[at] = self->heap[child];
      at = child;
    }
  self->heap[at] = moved;
}

static void
rise (BhdNearest *self)
{
  guint at = self->n - 1;
  BhdNear moved = self->heap[at];

  while (at > 0 && self->heap[(at - 1) / 2].score > moved.score)
    {
      self->heap[at] = self->heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
  self->heap[at] = moved;
}

void
bhd_nearest_insert (BhdNearest *self, float score, gsize row)
{
  BhdNear near = { score, row };

  if (self->n < self->limit)
    {
      self->heap[self->n++] = near;
      rise (self);
    }
  else if (score > self->heap[0].score)
    {
      self->heap[0] = near;
      sink (self);
    }
}

static int
compare (const void *a, const void *b)
{
  const BhdNear *one = a;
  const BhdNear *other = b;

  if (one->score != other->score)
    return one->score < other->score ? 1 : -1;
  return (one->row > other->row) - (one->row < other->row);
}

void
bhd_nearest_sort (BhdNearest *self)
{
  qsort (self->heap, self->n, sizeof (BhdNear), compare);
}
