/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-query.h"

G_BEGIN_DECLS

/* BM25 of a question against every unit of a lane, as a share of what it could be at most. */
typedef struct
{
  BhdShard *shard;
  BhdLaneKind lane;
  float *values; /* by unit */
} BhdSums;

BhdSums *bhd_sums_new (BhdShard *shard, BhdLaneKind lane, const BhdQuery *query);
void bhd_sums_free (BhdSums *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdSums, bhd_sums_free)

/* The units that share most with the question, best first; with a @category (nullable) only of
 * articles in it.  Returns: (transfer full): of guint32, at most @limit */
GArray *bhd_sums_best (const BhdSums *self, guint limit, const char *category);

/* Judges a passage anew, without its title and heading. */
void bhd_sums_untitle (BhdSums *self, const BhdQuery *query, guint32 unit);

/* What an article's units make together: s1 + s2/2 + s3/4, 0 to 1; fewer than three are taken as if
 * the others were like the ones there are.  @best: (out): the best unit */
double bhd_sums_article (const BhdSums *self, const BhdArticle *article, guint32 *best);

/* The same of any values.  @n: how many there are; @top: the best three of them, 0 where fewer */
double bhd_sums_together (const double top[3], guint n);

/* Keeps the best three. */
void bhd_sums_keep (double top[3], double value);

G_END_DECLS
