/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/retrieval/retrieval-ask.h"

G_BEGIN_DECLS

/* How good the answers to a set's questions were.  What nobody can answer counts for auroc,
 * rejected, wrong and answered only. */
typedef struct
{
  guint asked;
  guint answerable;
  guint missing; /* questions to which the AI said nothing at all */
  double hit1, hit3, hit10, ndcg10;
  double auroc;    /* of the confidence: answerable or not; NAN where all are */
  double answered; /* share of all */
  double kept;     /* share of the answerable that was answered */
  double rejected; /* share of the others that was not */
  double chosen;   /* share of all that was offered choices */
  double wrong;    /* share of all that was given a wrong answer */
  double holds;    /* share of the answers that hold what they must; NAN where nobody says */
  double p50_ms, p95_ms;
  double run_p95_ms; /* of the run alone */
} RetrievalVerdict;

RetrievalVerdict retrieval_judge (const GPtrArray *queries, const GPtrArray *answers);

/* Share of questions whose first of @ranks (of GPtrArray of char *) is right. */
double retrieval_judge_hit1 (const GPtrArray *queries, const GPtrArray *ranks);

G_END_DECLS
