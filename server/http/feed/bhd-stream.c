/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-stream.h"

#include "common/bh-clock.h"
#include "server/http/feed/bhd-poll.h"
#include "server/http/feed/bhd-saying.h"
#include "server/http/feed/waiting/bhd-waiter.h"

enum
{
  TRY_AGAIN = 1011,
  POLICY = 1008,
};

#define MAX_SENTENCES 64

static void
leave (BhdSubscriber *self, BhdNews *last_words)
{
  self->state = BHD_CLOSING;
  bhd_subscriber_say_take (self, last_words);
}

static gint64
stream_head (const BhdSubscriber *self)
{
  return MAX (self->cursor, self->topic->ready ? self->topic->ring.head : 0);
}

static void
answer_poll (BhdSubscriber *self, BhdNews *const *news, guint n, gint64 seq)
{
  leave (self, bhd_poll_answer_new (self, news, n, MAX (seq, 0), bh_clock_now_us ()));
}

/* The log does not reach back to where the client is, or the client fell too far behind. */
static void
reset (BhdSubscriber *self, gint64 head)
{
  g_autoptr (BhdNews) mark = bhd_news_new_mark ("reset", head);

  if (self->poll)
    {
      answer_poll (self, &mark, 1, head);
      return;
    }

  self->state = BHD_SILENT;
  self->tell_live = FALSE;
  self->settled = FALSE;
  bhd_subscriber_say_take (self, g_steal_pointer (&mark));
}

/* What the ring holds behind the cursor for this subscriber.
 * @upto: (out): the number up to which that is all. */
static guint
gather (const BhdSubscriber *self, BhdNews **batch, guint room, gint64 *upto)
{
  const BhdRing *ring = &self->topic->ring;
  gint64 seq = self->cursor;
  guint n = 0;

  while (seq < ring->head && n < room)
    {
      BhdNews *news = bhd_ring_get (ring, ++seq);

      if (self->contact_id == NULL || g_strcmp0 (news->contact_id, self->contact_id) == 0)
        batch[n++] = news;
    }

  *upto = seq;
  return n;
}

static void
settle (BhdSubscriber *self)
{
  self->settled = TRUE;
  if (self->tell_live)
    {
      self->tell_live = FALSE;
      bhd_subscriber_say_take (self, bhd_news_new_mark ("live", stream_head (self)));
    }
}

static void
pump_poll (BhdSubscriber *self)
{
  BhdNews *batch[BHD_POLL_MAX_NEWS];
  gint64 upto;
  guint n = gather (self, batch, G_N_ELEMENTS (batch), &upto);

  if (n > 0 || self->deadline_us <= bh_clock_now_us ())
    answer_poll (self, batch, n, upto);
  else
    {
      self->cursor = upto;
      self->settled = TRUE;
    }
}

static void
pump (BhdSubscriber *self)
{
  BhdNews *batch[MAX_SENTENCES];
  gint64 upto;
  guint n, sent;

  self->settled = FALSE;
  while (self->state == BHD_LIVE && bhd_subscriber_flush (self))
    {
      if (self->cursor < self->topic->ring.base)
        {
          reset (self, self->topic->ring.head);
          return;
        }
      if (self->poll)
        {
          pump_poll (self);
          return;
        }

      n = gather (self, batch, G_N_ELEMENTS (batch), &upto);
      sent = n > 0 ? bhd_subscriber_send (self, batch, n) : 0;
      if (sent == n)
        self->cursor = upto;
      else if (sent > 0)
        self->cursor = batch[sent - 1]->seq;

      if (self->cursor >= self->topic->ring.head)
        {
          settle (self);
          return;
        }
    }
}

/* Goes live where the ring reaches back far enough, else asks for the next page of the log.  A
 * number beyond the head is asked about as well: a commit may be visible to readers before its
 * news have come here. */
static void
advance (BhdSubscriber *self)
{
  const BhdRing *ring = &self->topic->ring;

  if (!self->topic->ready)
    {
      bhd_topic_ask (self->topic, NULL);
      return;
    }
  if (self->cursor == BHD_FROM_NOW)
    self->cursor = ring->head;
  if (self->cursor < ring->base || self->cursor > ring->head)
    {
      bhd_topic_ask (self->topic, self);
      return;
    }

  self->state = BHD_LIVE;
  pump (self);
}

void
bhd_stream_resume (BhdSubscriber *self, gint64 after)
{
  self->cursor = after;
  self->state = BHD_RESUMING;
  self->settled = FALSE;
  self->tell_live = !self->poll;
  self->stale = self->awaiting;
  bhd_stream_go_on (self);
}

void
bhd_stream_go_on (BhdSubscriber *self)
{
  if (self->talk != NULL)
    {
      bhd_waiter_go_on (self);
      return;
    }
  if (!bhd_subscriber_flush (self))
    return;
  if (self->state == BHD_LIVE)
    pump (self);
  else if (self->state == BHD_RESUMING && !self->awaiting)
    advance (self);
}

/* Sends the page as far as the socket takes it; the rest will be read again: nothing waits in
 * memory for a slow client. */
static void
send_page (BhdSubscriber *self, const BhdPage *page)
{
  guint i = 0;

  while (i < page->news->len && bhd_subscriber_flush (self))
    {
      BhdNews *const *rest = (BhdNews *const *) page->news->pdata + i;
      guint sent = bhd_subscriber_send (self, rest, page->news->len - i);

      if (sent > 0)
        self->cursor = rest[sent - 1]->seq;
      i += sent;
    }
  if (i == page->news->len)
    self->cursor = page->upto;
}

static void
use_page (BhdSubscriber *self, const BhdPage *page)
{
  if (self->cursor < page->pruned || self->cursor > page->head)
    {
      reset (self, page->head);
      return;
    }
  if (self->cursor > self->topic->ring.head && self->topic->ready && page->news->len == 0)
    {
      self->state = BHD_LIVE; /* its news are still on their way here */
      pump (self);
      return;
    }
  if (self->poll && page->news->len > 0)
    {
      answer_poll (self, (BhdNews *const *) page->news->pdata, page->news->len, page->upto);
      return;
    }

  send_page (self, page);
  bhd_stream_go_on (self);
}

void
bhd_stream_take_page (BhdSubscriber *self, const BhdPage *page)
{
  self->awaiting = FALSE;
  if (self->state != BHD_RESUMING)
    return;

  if (self->stale)
    {
      self->stale = FALSE;
      bhd_stream_go_on (self);
    }
  else if (page->error != NULL)
    bhd_stream_end (self, TRY_AGAIN, "the log cannot be read: come back later");
  else
    use_page (self, page);
}

void
bhd_stream_whisper (BhdSubscriber *self, BhdNews *news)
{
  if (self->talk != NULL)
    bhd_waiter_whisper (self, news);
  else if (!self->poll && self->settled && self->partial == NULL && bhd_subscriber_flush (self))
    bhd_subscriber_send (self, &news, 1);
}

void
bhd_stream_listen (BhdSubscriber *self, const GString *text)
{
  g_autoptr (GError) error = NULL;
  gint64 after;

  if (bhd_saying_parse (text->str, text->len, &after, &error))
    bhd_stream_resume (self, after);
  else
    bhd_stream_end (self, POLICY, error->message);
}

void
bhd_stream_end (BhdSubscriber *self, guint16 code, const char *reason)
{
  if (self->talk != NULL)
    bhd_waiter_fail (self, reason);
  else if (self->poll)
    answer_poll (self, NULL, 0, self->settled ? stream_head (self) : self->cursor);
  else
    leave (self, bhd_news_new_close (code, reason));
}
