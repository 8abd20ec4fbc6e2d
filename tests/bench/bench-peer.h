/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BenchPeer BenchPeer;

/* Bytes have come: take what is complete from @peer->in (bench_peer_took()).  NULL @peer->in: the
 * other side has closed. */
typedef void (*BenchPeerFunc) (BenchPeer *peer);

/* One non-blocking connection of the load generator. */
struct _BenchPeer
{
  int fd;
  GByteArray *in; /* NULL once the other side has closed */
  gsize taken;    /* of in */
  BenchPeerFunc heard;
  gpointer data;
  gint64 sent_us; /* when the last request went out */
  guint index;
};

/* One thread's epoll set. */
typedef struct
{
  int epoll;
  gboolean stop;
} BenchLoop;

void bench_loop_init (BenchLoop *self);
void bench_loop_clear (BenchLoop *self);

/* Turns until .stop, or @deadline_us of the monotonic clock. */
void bench_loop_run (BenchLoop *self, gint64 deadline_us);

/* A connection to 127.0.0.1, which is connected when it returns. */
BenchPeer *bench_peer_new (BenchLoop *loop, guint16 port, BenchPeerFunc heard, gpointer data);
void bench_peer_free (BenchPeer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeer, bench_peer_free)

void bench_peer_send (BenchPeer *self, const char *bytes, gsize length);

/* What has come and was not taken yet.  Returns: (transfer none) */
const char *bench_peer_look (BenchPeer *self, gsize *length);
void bench_peer_took (BenchPeer *self, gsize length);

gint64 bench_now_ns (void);

G_END_DECLS
