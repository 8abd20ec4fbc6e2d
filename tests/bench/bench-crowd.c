/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/bench-crowd.h"

#include "tests/bench/bench-times.h"

#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#define IN_FLIGHT 256
#define HEARING_THREADS 2

typedef struct
{
  BenchCrowd *crowd;
  guint16 port;
  const char *path;
  GPtrArray *tokens;
  GByteArray *resume;
  guint count, live;
} Opening;

static void opening_heard (BenchPeer *peer);

static void
open_next (Opening *opening)
{
  guint index = opening->crowd->peers->len;
  const char *token = opening->tokens->pdata[index % opening->tokens->len];
  g_autofree char *handshake = bench_handshake (opening->path, token);
  BenchPeer *peer = bench_peer_new (&opening->crowd->loop, opening->port, opening_heard, opening);

  g_ptr_array_add (opening->crowd->peers, peer);
  bench_peer_send (peer, handshake, strlen (handshake));
}

static void
opening_heard (BenchPeer *peer)
{
  Opening *opening = peer->data;
  const char *text;
  gsize length;
  guint status;

  if (peer->in == NULL)
    g_error ("the daemon closed a feed");
  if (peer->index == 0)
    {
      status = bench_take_answer (peer, &text, &length);
      if (status != 0 && status != 101)
        g_error ("a feed was refused: %u %.*s", status, (int) length, text);
      peer->index = status == 101;
      if (status == 101)
        bench_peer_send (peer, (const char *) opening->resume->data, opening->resume->len);
    }
  while (peer->index == 1 && bench_take_frame (peer, &text, &length))
    if (g_str_has_prefix (text, "{\"op\":\"live\""))
      peer->index = 2;

  if (peer->index != 2)
    return;
  peer->index = 3;
  opening->crowd->loop.stop = ++opening->live == opening->count;
  if (opening->crowd->peers->len < opening->count)
    open_next (opening);
}

static void
ignore (BenchPeer *peer)
{
  gsize length;

  if (peer->in == NULL)
    return;
  bench_peer_look (peer, &length);
  bench_peer_took (peer, length);
}

BenchCrowd *
bench_crowd_new (guint16 port, const char *path, GPtrArray *tokens, guint count, gint64 after)
{
  g_autoptr (GByteArray) resume = bench_resume_frame (after);
  BenchCrowd *self = g_new0 (BenchCrowd, 1);
  Opening opening = { self, port, path, tokens, resume, count, 0 };
  gint64 start = bench_now_ns ();

  bench_loop_init (&self->loop);
  self->peers = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_peer_free);
  while (self->peers->len < MIN (count, IN_FLIGHT))
    open_next (&opening);
  bench_loop_run (&self->loop, g_get_monotonic_time () + 120 * G_USEC_PER_SEC);
  self->seconds = (double) (bench_now_ns () - start) / 1e9;
  g_assert_cmpuint (opening.live, ==, count);

  for (guint i = 0; i < count; i++)
    ((BenchPeer *) self->peers->pdata[i])->heard = ignore;
  return self;
}

void
bench_crowd_free (BenchCrowd *self)
{
  g_ptr_array_unref (self->peers);
  bench_loop_clear (&self->loop);
  g_free (self);
}

/* What the hearing threads share. */
typedef struct
{
  guint count;
  gint heard; /* atomic: sockets that have the current event */
  gint stop;  /* atomic */
  GMutex mutex;
  GCond cond;
  gint64 last_ns; /* under mutex: when everybody had it; 0: not yet */
} Hearing;

typedef struct
{
  Hearing *hearing;
  int epoll;
} Ear;

static void
count_one (Hearing *hearing)
{
  if (g_atomic_int_add (&hearing->heard, 1) + 1 != (gint) hearing->count)
    return;
  g_mutex_lock (&hearing->mutex);
  hearing->last_ns = bench_now_ns ();
  g_cond_signal (&hearing->cond);
  g_mutex_unlock (&hearing->mutex);
}

static gpointer
ear_thread (gpointer data)
{
  Ear *ear = data;
  struct epoll_event ready[256];
  char bytes[65536];

  while (!g_atomic_int_get (&ear->hearing->stop))
    {
      int n = epoll_wait (ear->epoll, ready, 256, 100);

      for (int i = 0; i < n; i++)
        {
          BenchPeer *peer = ready[i].data.ptr;

          if (recv (peer->fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0)
            count_one (ear->hearing);
        }
    }
  return NULL;
}

static void
move_peers (BenchCrowd *self, Ear *ears)
{
  for (guint i = 0; i < self->peers->len; i++)
    {
      BenchPeer *peer = self->peers->pdata[i];
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = peer };

      epoll_ctl (self->loop.epoll, EPOLL_CTL_DEL, peer->fd, NULL);
      epoll_ctl (ears[i % HEARING_THREADS].epoll, EPOLL_CTL_ADD, peer->fd, &event);
    }
}

static gint64
one_round (Hearing *hearing, void (*say) (gpointer data), gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gint64 start;

  hearing->last_ns = 0;
  g_atomic_int_set (&hearing->heard, 0);
  start = bench_now_ns ();
  say (data);
  g_mutex_lock (&hearing->mutex);
  while (hearing->last_ns == 0)
    if (!g_cond_wait_until (&hearing->cond, &hearing->mutex, deadline))
      g_error ("only %d of %u heard an event", hearing->heard, hearing->count);
  g_mutex_unlock (&hearing->mutex);
  return (hearing->last_ns - start) / 1000;
}

double
bench_crowd_fan_out (BenchCrowd *self, guint rounds, void (*say) (gpointer data), gpointer data)
{
  Hearing hearing = { .count = self->peers->len };
  Ear ears[HEARING_THREADS];
  GThread *threads[HEARING_THREADS];
  BenchTimes times;
  double ms;

  bench_times_init (&times);
  for (guint i = 0; i < HEARING_THREADS; i++)
    ears[i] = (Ear){ &hearing, epoll_create1 (EPOLL_CLOEXEC) };
  move_peers (self, ears);
  for (guint i = 0; i < HEARING_THREADS; i++)
    threads[i] = g_thread_new ("ear", ear_thread, &ears[i]);

  for (guint i = 0; i < rounds; i++)
    {
      bench_times_add (&times, one_round (&hearing, say, data));
      g_usleep (20000);
    }

  g_atomic_int_set (&hearing.stop, TRUE);
  for (guint i = 0; i < HEARING_THREADS; i++)
    g_thread_join (threads[i]);
  ms = bench_times_ms (&times, 0.5);
  bench_times_clear (&times);
  return ms;
}
