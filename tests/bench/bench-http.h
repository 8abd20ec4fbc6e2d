/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/bench-peer.h"

G_BEGIN_DECLS

/* As much HTTP and WebSocket as a well-known server needs to be asked with. */

char *bench_request (const char *method, const char *path, const char *token, const char *body);
char *bench_handshake (const char *path, const char *token);
GByteArray *bench_resume_frame (gint64 after); /* -1: from now */

/* Takes one whole answer from @peer.  @body: (out): valid until more is taken.  Returns: its
 * status, 0 while it is not complete. */
guint bench_take_answer (BenchPeer *peer, const char **body, gsize *length);

/* Takes one whole frame of the daemon's, answering nothing.  Returns: FALSE while it is not
 * complete. */
gboolean bench_take_frame (BenchPeer *peer, const char **text, gsize *length);

/* The string member @name of a flat piece of JSON, wherever it first occurs.
 * Returns: (transfer full) (nullable) */
char *bench_find_string (const char *json, gsize length, const char *name);

/* Asks the same of many: @count requests over @width connections, each as soon as the one before on
 * its connection is answered. */
typedef struct
{
  char *(*make) (guint index, gpointer data);
  void (*answered) (guint index, guint status, const char *body, gsize length, gpointer data);
  gpointer data;
} BenchErrand;
void bench_run_errand (guint16 port, const BenchErrand *errand, guint count, guint width);

G_END_DECLS
