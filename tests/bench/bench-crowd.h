/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/bench-http.h"

G_BEGIN_DECLS

/* Many feeds, open and live. */
typedef struct
{
  BenchLoop loop;
  GPtrArray *peers;
  double seconds; /* from the first connect() to the last “live” */
} BenchCrowd;

/* Opens @count feeds at @path, each with the next of @tokens, resuming after @after. */
BenchCrowd *
bench_crowd_new (guint16 port, const char *path, GPtrArray *tokens, guint count, gint64 after);
void bench_crowd_free (BenchCrowd *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchCrowd, bench_crowd_free)

/* Calls @say, which makes one event, @rounds times.  Returns: median milliseconds until the last of
 * the crowd has it. */
double
bench_crowd_fan_out (BenchCrowd *self, guint rounds, void (*say) (gpointer data), gpointer data);

G_END_DECLS
