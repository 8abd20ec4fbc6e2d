/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/bench-peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CHUNK 65536

gint64
bench_now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

void
bench_loop_init (BenchLoop *self)
{
  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->stop = FALSE;
  g_assert (self->epoll >= 0);
}

void
bench_loop_clear (BenchLoop *self)
{
  close (self->epoll);
}

static void
peer_read (BenchPeer *self)
{
  guint8 bytes[CHUNK];
  gssize n = recv (self->fd, bytes, sizeof bytes, MSG_DONTWAIT);

  if (n > 0)
    g_byte_array_append (self->in, bytes, (guint) n);
  else if (n == 0 || (errno != EAGAIN && errno != EINTR))
    {
      g_clear_pointer (&self->in, g_byte_array_unref);
      close (self->fd);
      self->fd = -1;
    }
  self->heard (self);
}

void
bench_loop_run (BenchLoop *self, gint64 deadline_us)
{
  struct epoll_event ready[256];

  self->stop = FALSE;
  while (!self->stop)
    {
      gint64 left_us = deadline_us - g_get_monotonic_time ();
      int n = left_us > 0 ? epoll_wait (self->epoll, ready, 256, (int) (left_us / 1000) + 1) : 0;

      if (left_us <= 0)
        return;
      for (int i = 0; i < n; i++)
        peer_read (ready[i].data.ptr);
    }
}

BenchPeer *
bench_peer_new (BenchLoop *loop, guint16 port, BenchPeerFunc heard, gpointer data)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  BenchPeer *self = g_new0 (BenchPeer, 1);
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = self };
  int on = 1;

  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (self->fd, (struct sockaddr *) &address, sizeof address) != 0)
    g_error ("cannot connect: %s", g_strerror (errno));
  setsockopt (self->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  self->in = g_byte_array_new ();
  self->heard = heard;
  self->data = data;
  g_assert (epoll_ctl (loop->epoll, EPOLL_CTL_ADD, self->fd, &event) == 0);
  return self;
}

void
bench_peer_free (BenchPeer *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->in, g_byte_array_unref);
  g_free (self);
}

void
bench_peer_send (BenchPeer *self, const char *bytes, gsize length)
{
  self->sent_us = bench_now_ns () / 1000;
  if (send (self->fd, bytes, length, MSG_NOSIGNAL) != (gssize) length)
    g_error ("cannot send a request in one piece: %s", g_strerror (errno));
}

const char *
bench_peer_look (BenchPeer *self, gsize *length)
{
  *length = self->in != NULL ? self->in->len - self->taken : 0;
  return self->in != NULL && self->in->len > 0 ? (const char *) self->in->data + self->taken : "";
}

void
bench_peer_took (BenchPeer *self, gsize length)
{
  self->taken += length;
  if (self->taken < self->in->len)
    return;
  g_byte_array_set_size (self->in, 0);
  self->taken = 0;
}
