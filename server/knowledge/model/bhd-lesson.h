/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-query.h"

G_BEGIN_DECLS

/* A text as the classifier reads it: rows of its table and what each counts. */
typedef struct
{
  guint32 row;
  float value;
} BhdTrait;

/* Which row stands for which word or run of letters. */
typedef struct
{
  guint32 n_rows;
  guint32 n_words;   /* the first rows */
  guint32 n_letters; /* runs of letters, the next ones; then those of meaning */
  guint32 n_terms;   /* of the vocabulary when the table was made */
  guint32 *by_term;  /* row of each, or BHD_NO_WORD */
  float *idf;        /* by row of a word */
  float unknown;     /* idf of other words */
} BhdRows;

void bhd_rows_clear (BhdRows *self);

/* @terms: of guint32, in no order; @meaning: (nullable).  Returns: (transfer full): of BhdTrait */
GArray *bhd_rows_read (const BhdRows *self,
                       const GArray *terms,
                       const BhdGrams *grams,
                       const gint8 *meaning,
                       const BhdGramTable *table);

/* The words of a question, for bhd_rows_read(); BHD_NO_WORD for each that nobody has written.
 * Returns: (transfer full): of guint32 */
GArray *bhd_lesson_terms (const BhdQuery *query);

/* An article, as it was when it was learnt. */
typedef struct
{
  guint32 number;
  guint32 changes;
} BhdLearnt;

/* What there is to learn: the entries of each article that has phrasings enough. */
typedef struct
{
  BhdRows rows;
  GPtrArray *examples; /* of GArray of BhdTrait */
  GArray *classes;     /* of guint32, by example; behind those of articles: of none */
  GArray *articles;    /* of BhdLearnt, by class */
} BhdLesson;

#define BHD_LESSON_ENTRIES                                                                         \
  4 /* title and three phrasings: from here on there is something to learn */

/* Copies it: takes milliseconds, while which the shard must not change.  Of @folds (0: none) the
 * @fold-th part of each article's entries is left out.  Returns: (transfer full) (nullable): NULL
 * where there is too little, or too much to hold. */
BhdLesson *bhd_lesson_new (BhdShard *shard, guint fold, guint folds);
void bhd_lesson_free (BhdLesson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdLesson, bhd_lesson_free)

G_END_DECLS
