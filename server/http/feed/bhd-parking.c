/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-parking.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "server/http/feed/waiting/bhd-waiter.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define NORMAL 1000
#define POLICY 1008

#define PING 0x9
#define PONG 0xa

#define PING_AFTER (30 * BH_SECOND)
#define LOST_AFTER (PING_AFTER + 60 * BH_SECOND)
#define LINGER (2 * BH_SECOND)
#define PATIENCE (5 * BH_SECOND) /* with the log, for a poll whose time is up */
#define MAX_DISCARDED (64 * 1024)

/* Who lingers is told to have gone by the wheel. */
static void
expect_lapse (BhdParking *self, gint64 lapse_us)
{
  if (lapse_us != 0 && (self->lapse.slot == 0 || lapse_us < self->lapse.due_us))
    bhd_wheel_set (&self->wheel, &self->lapse, lapse_us);
}

static void
leave_roster (BhdParking *self, const BhdSubscriber *subscriber)
{
  gint64 linger_us = subscriber->poll ? self->now_us + BHD_ROSTER_LINGER : 0;

  expect_lapse (self, bhd_roster_leave (self->roster, subscriber->organization_id,
                                        subscriber->operator_id, linger_us, self->now_us));
}

/* Deletes the socket from epoll before it is closed: a duplicate kept open elsewhere would
 * otherwise go on reporting a pointer that is no longer ours. */
static int
let_go (BhdParking *self, BhdSubscriber *subscriber)
{
  int fd = subscriber->fd;

  if (subscriber->topic != NULL)
    bhd_topic_remove (subscriber->topic, subscriber, self->now_us);
  bhd_subscriber_leave (subscriber);
  bhd_wheel_drop (&self->wheel, &subscriber->timer);
  epoll_ctl (self->epoll, EPOLL_CTL_DEL, fd, NULL);
  subscriber->fd = -1;
  subscriber->state = BHD_GONE;
  leave_roster (self, subscriber);
  if (!subscriber->awaiting)
    bhd_parking_bury (self, subscriber);
  return fd;
}

static void
drop (BhdParking *self, BhdSubscriber *subscriber)
{
  close (let_go (self, subscriber));
}

/* All is said, and the connection has a next request before it.  Returns: FALSE where it has not.
 */
static gboolean
give_back (BhdParking *self, BhdSubscriber *subscriber)
{
  if (subscriber->talk == NULL || subscriber->state != BHD_CLOSING || subscriber->partial != NULL ||
      !subscriber->kind->keeps (subscriber->talk))
    return FALSE;
  subscriber->kind->give_back (subscriber->talk, let_go (self, subscriber));
  return TRUE;
}

/* The last words are said or on their way: from here on only the end is waited for, so that the
 * other side can read them before the connection is reset. */
static void
begin_closing (BhdParking *self, BhdSubscriber *subscriber)
{
  bhd_topic_remove (subscriber->topic, subscriber, self->now_us);
  bhd_subscriber_join (subscriber, &self->closing);
  subscriber->deadline_us = self->now_us + LINGER;
  bhd_wheel_set (&self->wheel, &subscriber->timer, subscriber->deadline_us);
}

/* Who waits for an answer is not read from: what comes behind the request is the next one, for
 * whoever reads the connection then. */
static guint32
wanted_events (const BhdSubscriber *subscriber)
{
  gboolean reads = subscriber->talk == NULL || subscriber->state == BHD_CLOSING;

  return (reads ? EPOLLIN : EPOLLRDHUP) | (subscriber->blocked ? EPOLLOUT : 0);
}

static void
watch (BhdParking *self, BhdSubscriber *subscriber)
{
  struct epoll_event event = { .data.ptr = subscriber };

  event.events = wanted_events (subscriber);
  if (event.events == subscriber->watched)
    return;
  subscriber->watched = event.events;
  epoll_ctl (self->epoll, EPOLL_CTL_MOD, subscriber->fd, &event);
}

void
bhd_parking_tend (BhdParking *self, BhdSubscriber *subscriber)
{
  if (subscriber->state == BHD_GONE)
    return;
  if (subscriber->broken)
    {
      drop (self, subscriber);
      return;
    }
  if (give_back (self, subscriber))
    return;

  if (subscriber->state == BHD_CLOSING && subscriber->topic != NULL)
    begin_closing (self, subscriber);
  if (subscriber->state == BHD_CLOSING && subscriber->partial == NULL)
    shutdown (subscriber->fd, SHUT_WR);
  watch (self, subscriber);
}

static void
close_back (BhdSubscriber *subscriber, const GString *payload)
{
  guint16 code = NORMAL;

  if (payload->len >= 2)
    code = (guint16) ((guint8) payload->str[0] << 8 | (guint8) payload->str[1]);
  bhd_stream_end (subscriber, code, "");
}

static void
read_frames (BhdParking *self, BhdSubscriber *subscriber, const guint8 *bytes, gsize length)
{
  const GString *payload;

  while (subscriber->state != BHD_CLOSING && !subscriber->broken)
    switch (bhd_frame_reader_read (&subscriber->reader, &bytes, &length, self->now_us, &payload))
      {
      case BHD_FRAME_MORE:
        return;
      case BHD_FRAME_TEXT:
        bhd_stream_listen (subscriber, payload);
        break;
      case BHD_FRAME_PING:
        bhd_subscriber_say_take (subscriber,
                                 bhd_news_new_control (PONG, payload->str, payload->len));
        break;
      case BHD_FRAME_PONG:
        break;
      case BHD_FRAME_CLOSE:
        close_back (subscriber, payload);
        break;
      case BHD_FRAME_REFUSED:
        bhd_stream_end (subscriber, subscriber->reader.code, "frame refused");
        break;
      }
}

static void
take_bytes (BhdParking *self, BhdSubscriber *subscriber, const guint8 *bytes, gsize length)
{
  subscriber->heard_us = self->now_us;
  if (!subscriber->poll && subscriber->state != BHD_CLOSING)
    read_frames (self, subscriber, bytes, length);
  else if ((subscriber->discarded += length) > MAX_DISCARDED)
    subscriber->broken = TRUE;
}

static void
read_socket (BhdParking *self, BhdSubscriber *subscriber)
{
  gssize n = recv (subscriber->fd, self->bytes, sizeof self->bytes, MSG_DONTWAIT);

  if (n > 0)
    take_bytes (self, subscriber, self->bytes, (gsize) n);
  else if (n == 0 || (errno != EAGAIN && errno != EINTR))
    subscriber->broken = TRUE;
}

void
bhd_parking_handle (BhdParking *self, BhdSubscriber *subscriber, guint32 events)
{
  if (subscriber->state == BHD_GONE)
    return;
  if ((events & (EPOLLERR | EPOLLRDHUP)) != 0 ||
      (subscriber->talk != NULL && (events & EPOLLHUP) != 0))
    subscriber->broken = TRUE;
  else if ((events & (EPOLLIN | EPOLLHUP)) != 0)
    read_socket (self, subscriber);
  if ((events & EPOLLOUT) != 0 && !subscriber->broken)
    {
      subscriber->blocked = FALSE;
      bhd_stream_go_on (subscriber);
    }
  bhd_parking_tend (self, subscriber);
}

static gint64
poll_due (const BhdSubscriber *subscriber)
{
  gint64 patience = subscriber->state == BHD_LIVE ? 0 : PATIENCE;

  return MIN (subscriber->expires_us, subscriber->deadline_us + patience);
}

static gint64
next_due (const BhdSubscriber *subscriber, gint64 now_us)
{
  gint64 ping_us = subscriber->heard_us + PING_AFTER;

  if (subscriber->state == BHD_CLOSING)
    return subscriber->deadline_us;
  if (subscriber->talk != NULL)
    return bhd_waiter_next_due (subscriber, now_us);
  if (subscriber->poll)
    return poll_due (subscriber);
  if (ping_us <= now_us)
    ping_us = MIN (now_us + PING_AFTER, subscriber->heard_us + LOST_AFTER);
  return MIN (subscriber->expires_us, ping_us);
}

/* Does what is due, which may be nothing. */
static void
look_after (BhdParking *self, BhdSubscriber *subscriber)
{
  gint64 idle_us = self->now_us - subscriber->heard_us;

  if (subscriber->state == BHD_CLOSING)
    subscriber->broken = self->now_us >= subscriber->deadline_us;
  else if (subscriber->talk != NULL)
    bhd_waiter_look_after (subscriber, self->now_us);
  else if (subscriber->poll && self->now_us < poll_due (subscriber))
    return;
  else if (subscriber->poll || self->now_us >= subscriber->expires_us)
    bhd_stream_end (subscriber, POLICY, "session ended");
  else if (idle_us >= LOST_AFTER)
    subscriber->broken = TRUE;
  else if (idle_us >= PING_AFTER)
    bhd_subscriber_say_take (subscriber, bhd_news_new_control (PING, "", 0));
}

static void
timer_cb (gpointer owner, gpointer data)
{
  BhdParking *self = data;
  BhdSubscriber *subscriber = owner;

  if (subscriber == NULL)
    {
      expect_lapse (self, bhd_roster_sweep (self->roster, self->now_us));
      return;
    }
  look_after (self, subscriber);
  bhd_parking_tend (self, subscriber);
  if (subscriber->state != BHD_GONE && subscriber->timer.slot == 0)
    bhd_wheel_set (&self->wheel, &subscriber->timer, next_due (subscriber, self->now_us));
}

void
bhd_parking_turn_wheel (BhdParking *self)
{
  bhd_wheel_turn (&self->wheel, self->now_us, timer_cb, self);
}

void
bhd_parking_enter (BhdParking *self, BhdSubscriber *subscriber)
{
  struct epoll_event event = { .events = wanted_events (subscriber), .data.ptr = subscriber };
  g_autoptr (GBytes) early = g_steal_pointer (&subscriber->early);
  const guint8 *bytes;
  gsize length;

  subscriber->heard_us = self->now_us;
  subscriber->watched = event.events;
  bhd_wheel_set (&self->wheel, &subscriber->timer, next_due (subscriber, self->now_us));
  if (epoll_ctl (self->epoll, EPOLL_CTL_ADD, subscriber->fd, &event) != 0)
    subscriber->broken = TRUE;
  else if (self->now_us >= subscriber->expires_us)
    look_after (self, subscriber);
  else if (subscriber->talk != NULL)
    bhd_waiter_begin (subscriber);
  else if (subscriber->poll)
    bhd_stream_resume (subscriber, subscriber->cursor);

  if (early != NULL && subscriber->state != BHD_CLOSING)
    {
      bytes = g_bytes_get_data (early, &length);
      take_bytes (self, subscriber, bytes, length);
    }
  bhd_parking_tend (self, subscriber);
}

void
bhd_parking_close_all (BhdParking *self)
{
  while (self->closing.head != NULL)
    drop (self, self->closing.head->data);
}

void
bhd_parking_bury (BhdParking *self, BhdSubscriber *subscriber)
{
  g_ptr_array_add (self->graveyard, subscriber);
}

void
bhd_parking_end_turn (BhdParking *self)
{
  g_ptr_array_set_size (self->graveyard, 0);
}

gboolean
bhd_parking_init (BhdParking *self, int inbox, BhdRoster *roster, GError **error)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL };

  self->roster = roster;
  self->now_us = bh_clock_now_us ();
  bhd_wheel_init (&self->wheel, self->now_us);
  bhd_timer_init (&self->lapse, NULL);
  g_queue_init (&self->closing);
  self->graveyard = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_subscriber_free);
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  if (self->epoll >= 0 && epoll_ctl (self->epoll, EPOLL_CTL_ADD, inbox, &event) == 0)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "cannot make an epoll set: %s",
               g_strerror (errno));
  return FALSE;
}

void
bhd_parking_clear (BhdParking *self)
{
  g_ptr_array_unref (self->graveyard);
  if (self->epoll >= 0)
    close (self->epoll);
}
