/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/bench-visitors.h"

/* Visitors write as fast as they are answered, each on a connection of their own, while an operator
 * listens: durable, full product path. */
typedef struct
{
  guint senders;
  double rate; /* messages a second, each answered after the commit and heard on the feed */
  double p50_ms, p99_ms; /* from before send() to recv() on the feed */
  guint lost;            /* answered, but never heard: must be 0 */
} BenchSenders;

BenchSenders bench_senders_run (guint16 port,
                                const char *desk_token,
                                const BenchVisitors *visitors,
                                guint senders,
                                double seconds);
