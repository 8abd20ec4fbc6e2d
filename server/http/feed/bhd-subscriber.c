/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-subscriber.h"

#include "server/http/feed/waiting/bhd-waiter.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_PIECES 64

/* Copies @text behind the record. */
static char *
keep_text (char **at, const char *text)
{
  char *kept = *at;

  if (text == NULL)
    return NULL;
  *at = g_stpcpy (kept, text) + 1;
  return kept;
}

static gsize
room_for (const char *text)
{
  return text != NULL ? strlen (text) + 1 : 0;
}

/* One piece of memory: there may be very many of them. */
BhdSubscriber *
bhd_subscriber_new (int fd, const BhdAudience *audience)
{
  BhdSubscriber *self = g_malloc0 (sizeof *self + room_for (audience->organization_id) +
                                   room_for (audience->contact_id) + room_for (audience->session) +
                                   room_for (audience->operator_id));
  char *at = (char *) (self + 1);
  int on = 1;

  fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) | O_NONBLOCK);
  fcntl (fd, F_SETFD, FD_CLOEXEC);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* fails on what is not TCP */

  self->fd = fd;
  self->organization_id = keep_text (&at, audience->organization_id);
  self->contact_id = keep_text (&at, audience->contact_id);
  self->session = keep_text (&at, audience->session);
  self->operator_id = keep_text (&at, audience->operator_id);
  self->expires_us = audience->expires_us;
  self->member.data = self;
  bhd_timer_init (&self->timer, self);
  return self;
}

void
bhd_subscriber_free (BhdSubscriber *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->partial, bhd_news_unref);
  g_clear_pointer (&self->next, bhd_news_unref);
  g_clear_pointer (&self->early, g_bytes_unref);
  bhd_frame_reader_clear (&self->reader);
  if (self->talk != NULL)
    self->kind->free (self->talk);
  g_free (self->extra_headers);
  g_free (self);
}

const BhdView *
bhd_subscriber_view (const BhdSubscriber *self, const BhdNews *news)
{
  return self->contact_id != NULL ? &news->visitor : &news->desk;
}

/* Returns: bytes taken; 0 with .blocked or .broken set where none were. */
static gsize
subscriber_write (BhdSubscriber *self, struct iovec *pieces, guint n)
{
  struct msghdr message = { .msg_iov = pieces, .msg_iovlen = n };
  gssize written;

  do
    written = sendmsg (self->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (written < 0 && errno == EINTR);

  if (written >= 0)
    return (gsize) written;
  if (errno == EAGAIN || errno == EWOULDBLOCK)
    self->blocked = TRUE;
  else
    self->broken = TRUE;
  return 0;
}

gboolean
bhd_subscriber_flush (BhdSubscriber *self)
{
  while (self->partial != NULL && !self->blocked && !self->broken)
    {
      const BhdView *view = bhd_subscriber_view (self, self->partial);
      struct iovec rest = { (char *) view->bytes + self->sent, view->length - self->sent };

      self->sent += subscriber_write (self, &rest, 1);
      if (self->sent < view->length)
        continue;

      bhd_news_unref (self->partial);
      self->partial = g_steal_pointer (&self->next);
      self->sent = 0;
    }

  return !self->blocked && !self->broken;
}

guint
bhd_subscriber_send (BhdSubscriber *self, BhdNews *const *news, guint n)
{
  struct iovec pieces[MAX_PIECES];
  gsize written, total = 0;

  g_assert (self->partial == NULL);
  n = MIN (n, MAX_PIECES);
  for (guint i = 0; i < n; i++)
    {
      const BhdView *view = bhd_subscriber_view (self, news[i]);

      pieces[i] = (struct iovec){ (char *) view->bytes, view->length };
      total += view->length;
    }

  written = subscriber_write (self, pieces, n);
  if (written == total)
    return n;

  self->blocked = !self->broken;
  for (guint i = 0; i < n; i++)
    {
      if (written < pieces[i].iov_len && written > 0)
        {
          self->partial = bhd_news_ref (news[i]);
          self->sent = written;
          return i + 1;
        }
      if (written == 0)
        return i;
      written -= pieces[i].iov_len;
    }
  return n;
}

void
bhd_subscriber_say_take (BhdSubscriber *self, BhdNews *news)
{
  BhdNews **place = self->partial == NULL ? &self->partial : &self->next;

  g_clear_pointer (place, bhd_news_unref);
  *place = news;
  if (place == &self->partial)
    self->sent = 0;
  bhd_subscriber_flush (self);
}

void
bhd_subscriber_join (BhdSubscriber *self, GQueue *crowd)
{
  g_assert (self->crowd == NULL);
  self->crowd = crowd;
  g_queue_push_tail_link (crowd, &self->member);
}

void
bhd_subscriber_leave (BhdSubscriber *self)
{
  if (self->crowd == NULL)
    return;
  g_queue_unlink (self->crowd, &self->member);
  self->crowd = NULL;
}
