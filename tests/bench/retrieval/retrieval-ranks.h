/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/retrieval/retrieval-ask.h"
#include "tests/process/bht-api.h"

G_BEGIN_DECLS

#define RETRIEVAL_RANKS 10 /* groups that are looked at */

/* What stood behind the answer: a visitor sees one article or three, the order of all of them is in
 * the run's record, which an operator may read.  Where the record ends before RETRIEVAL_RANKS
 * groups the operator's search is asked for the rest, with the same words.  Fills groups,
 * confidence and run_ms. */
void retrieval_ranks_read (RetrievalDesk *desk,
                           BhtApi *
                           operator,
                           const char * conversation,
                           const char *question,
                           RetrievalAnswer *answer);

G_END_DECLS
