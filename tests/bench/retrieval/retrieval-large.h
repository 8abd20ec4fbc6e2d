/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/retrieval/retrieval-set.h"

G_BEGIN_DECLS

typedef struct
{
  guint passages;
  double import_s;
  double p50_ms, p95_ms;         /* one visitor after the other, message to answer */
  double run_p50_ms, run_p95_ms; /* of that, the run */
  double cold_s;                 /* from the daemon's start to the first answer */
  double memory_mb;              /* of the daemon, resident */
} RetrievalSpeed;

/* Fills a daemon with about @passages passages, shuffled from the sets' sentences, and asks it the
 * sets' questions. */
RetrievalSpeed retrieval_large_run (const GPtrArray *sets, guint passages);

G_END_DECLS
