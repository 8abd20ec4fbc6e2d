/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-ring.h"

static gsize
news_bytes (const BhdNews *news)
{
  return sizeof *news + news->desk.length +
         (news->visitor.bytes == news->desk.bytes ? 0 : news->visitor.length);
}

static BhdNews **
ring_place (const BhdRing *self, gint64 seq)
{
  guint index = (guint) (seq - self->base - 1);

  return &self->news[(self->start + index) & (self->size - 1)];
}

void
bhd_ring_init (BhdRing *self)
{
  *self = (BhdRing){ .base = -1, .head = -1 };
}

static void
drop_oldest (BhdRing *self)
{
  BhdNews *news = self->news[self->start];

  self->bytes -= news_bytes (news);
  bhd_news_unref (news);
  self->start = (self->start + 1) & (self->size - 1);
  self->base++;
}

void
bhd_ring_clear (BhdRing *self)
{
  while (self->base < self->head)
    drop_oldest (self);
  g_free (self->news);
  bhd_ring_init (self);
}

void
bhd_ring_begin (BhdRing *self, gint64 head)
{
  bhd_ring_clear (self);
  self->base = self->head = head;
}

static void
grow (BhdRing *self)
{
  guint count = (guint) (self->head - self->base);
  guint size = MAX (8, 2 * self->size);
  BhdNews **news = g_new (BhdNews *, size);

  for (guint i = 0; i < count; i++)
    news[i] = self->news[(self->start + i) & (self->size - 1)];

  g_free (self->news);
  self->news = news;
  self->size = size;
  self->start = 0;
}

gboolean
bhd_ring_push (BhdRing *self, BhdNews *news)
{
  if (self->base < 0)
    bhd_ring_begin (self, news->seq - 1);
  if (news->seq <= self->head)
    return TRUE;
  if (news->seq != self->head + 1)
    {
      bhd_ring_clear (self);
      return FALSE;
    }

  self->bytes += news_bytes (news);
  if (self->head - self->base == BHD_RING_MAX_NEWS)
    drop_oldest (self);
  if (self->head - self->base == self->size)
    grow (self);

  self->head++;
  *ring_place (self, self->head) = bhd_news_ref (news);
  while (self->bytes > BHD_RING_MAX_BYTES && self->base + 1 < self->head)
    drop_oldest (self);
  return TRUE;
}

BhdNews *
bhd_ring_get (const BhdRing *self, gint64 seq)
{
  g_assert (seq > self->base && seq <= self->head);
  return *ring_place (self, seq);
}
