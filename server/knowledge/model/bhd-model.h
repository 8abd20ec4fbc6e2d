/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/model/bhd-lesson.h"

G_BEGIN_DECLS

/* A classifier that has learnt an organisation's phrasings: which article is asked for, judged by
 * words and runs of letters (multinomial logistic regression).  Immutable: made beside the index;
 * what changed since its lesson it does not know. */
typedef struct _BhdModel BhdModel;

/* May take seconds; takes rows and articles out of @lesson.  @stop: (nullable): set to end early.
 * Returns: (transfer full) (nullable): NULL if stopped */
BhdModel *bhd_model_new (BhdLesson *lesson, const gint *stop);
void bhd_model_free (BhdModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdModel, bhd_model_free)

/* Returns: (transfer full): by class, the logarithm of its probability; g_free() */
float *bhd_model_judge (const BhdModel *self, const BhdShard *shard, const BhdQuery *query);

guint32 bhd_model_n_classes (const BhdModel *self); /* of articles */
/* Number of the article. */
guint32 bhd_model_article (const BhdModel *self, guint32 class);
/* BHD_NO_WORD where the article has not been learnt, or not as it is now. */
guint32 bhd_model_class (const BhdModel *self, const BhdArticle *article);

G_END_DECLS
