/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-query.h"

G_BEGIN_DECLS

/* One passage that may answer, and what speaks for it. */
typedef struct
{
  guint32 slot;
  double bm25;  /* the words it shares with the question */
  double order; /* how many of them stand together, as asked */
  double group; /* with what its document's other passages say */
  guint64 held; /* words of the question that it holds, one bit each */
  /* What the calibration reads, each 0 to 1: */
  double coverage; /* share of the question's mass that the passage holds */
  double document; /* share that its document's best passages hold together */
  double heading;  /* share that title and heading hold */
  double strength; /* bm25 of what it could be at most */
  double margin;   /* lead over the best other document, negative behind it */
} BhdCandidate;

/* Best first.  Returns: (transfer full): of BhdCandidate */
GArray *bhd_score_candidates (const BhdQuery *query, BhdShard *shard);

/* How sure one may be that the candidate answers, 0 to 1: comparable between questions and
 * organisations. */
double bhd_score_confidence (const BhdQuery *query, const BhdCandidate *candidate, double judged);

G_END_DECLS
