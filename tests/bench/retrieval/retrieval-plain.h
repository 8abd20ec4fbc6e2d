/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/retrieval/retrieval-set.h"

G_BEGIN_DECLS

/* What SQLite's own full text search ranks first for each question: any of its words, stems, by
 * bm25().  The least that anything here must beat.
 * Returns: (transfer full): of GPtrArray of char *, the set's */
GPtrArray *retrieval_plain_ranks (const RetrievalSet *set);

G_END_DECLS
