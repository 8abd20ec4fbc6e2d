/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-query.h"

G_BEGIN_DECLS

/* How alike the question and the entries of an article are in their runs of letters: the cosine of
 * their weighed runs, 0 to 1. */
typedef struct _BhdLikeness BhdLikeness;

BhdLikeness *bhd_likeness_new (BhdShard *shard, const BhdQuery *query);
void bhd_likeness_free (BhdLikeness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdLikeness, bhd_likeness_free)

/* Of the best entries together, see bhd_sums_together().  @best: (out): the best one, or
 * BHD_NO_WORD.  @except: an entry that is passed over, or BHD_NO_WORD. */
double
bhd_likeness_article (BhdLikeness *self, const BhdArticle *article, guint32 except, guint32 *best);

G_END_DECLS
