/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/waiting/bhd-waiter.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"

#define LOOK_EVERY (10 * BH_SECOND) /* for what ends without a word: a run that was never taken */

/* Sends what was written, or keeps it behind what the socket has not taken yet. */
static void
put (BhdSubscriber *self, const GString *out)
{
  if (out->len > 0)
    bhd_subscriber_say_take (self, bhd_news_new_bytes (out->str, out->len));
}

/* Pieces are left out where the socket is behind: the last words make up for them. */
static gboolean
takes_pieces (BhdSubscriber *self)
{
  return self->state != BHD_CLOSING && self->partial == NULL && bhd_subscriber_flush (self);
}

static void
end (BhdSubscriber *self, gpointer result, const GError *error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (self->state == BHD_CLOSING)
    return;
  self->kind->end (self->talk, result, error, out);
  self->state = BHD_CLOSING;
  put (self, out);
}

static void
look (BhdSubscriber *self)
{
  if (self->kind->look == NULL)
    return;
  if (self->awaiting)
    self->stale = TRUE; /* looks again */
  else
    bhd_topic_ask (self->topic, self);
}

void
bhd_waiter_begin (BhdSubscriber *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  self->state = BHD_RESUMING;
  self->kind->begin (self->talk, out);
  put (self, out);
  if (!self->topic->ready)
    bhd_topic_ask (self->topic, NULL);
  look (self);
}

void
bhd_waiter_go_on (BhdSubscriber *self)
{
  bhd_subscriber_flush (self);
  if (!self->topic->ready || self->state == BHD_CLOSING)
    return;
  self->state = BHD_LIVE;
  self->cursor = self->topic->ring.head;
  self->settled = TRUE;
  look (self);
}

void
bhd_waiter_take_page (BhdSubscriber *self, BhdPage *page)
{
  gpointer found = g_steal_pointer (&page->found);
  gboolean again = self->stale;

  self->awaiting = FALSE;
  self->stale = FALSE;
  if (found != NULL || page->error != NULL)
    end (self, found, page->error);
  else if (again || (self->state == BHD_RESUMING && self->topic->ready))
    bhd_waiter_go_on (self);
  if (found != NULL)
    self->kind->free_result (found);
}

void
bhd_waiter_tell (BhdSubscriber *self, const char *frame, gsize length)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean sign;

  if (!takes_pieces (self))
    return;
  sign = self->kind->hear (self->talk, frame, length, out);
  put (self, out);
  if (sign)
    look (self);
}

void
bhd_waiter_whisper (BhdSubscriber *self, BhdNews *news)
{
  const BhdView *view = bhd_subscriber_view (self, news);

  if (view->bytes != NULL)
    bhd_waiter_tell (self, view->bytes + view->header, view->length - view->header);
}

void
bhd_waiter_answer (BhdSubscriber *self, gpointer result)
{
  end (self, result, NULL);
  self->kind->free_result (result);
}

void
bhd_waiter_fail (BhdSubscriber *self, const char *reason)
{
  g_autoptr (GError) error = g_error_new_literal (BH_ERROR, BH_ERROR_UNAVAILABLE, reason);

  end (self, NULL, error);
}

void
bhd_waiter_look_after (BhdSubscriber *self, gint64 now_us)
{
  if (now_us >= self->deadline_us)
    bhd_waiter_fail (self, "there is no answer yet: send the same again");
  else
    look (self);
}

gint64
bhd_waiter_next_due (const BhdSubscriber *self, gint64 now_us)
{
  return MIN (self->deadline_us, now_us + LOOK_EVERY);
}
