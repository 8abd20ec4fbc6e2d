/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/vectors/bhd-word-vectors.h"

G_BEGIN_DECLS

/* What a short text means: the sum of its words' vectors.  Only English words have any. */
typedef struct
{
  gint32 sum[BHD_WORD_VECTOR_SIZE];
  guint n; /* words that were known */
} BhdMeaning;

/* Adds a word by its vector, which may be NULL.  Returns: whether it is not */
gboolean bhd_meaning_add (BhdMeaning *self, const gint8 *vector);
void bhd_meaning_join (BhdMeaning *self, const BhdMeaning *other);

/* Returns: (transfer full) (nullable): the direction in BHD_WORD_VECTOR_SIZE numbers; NULL where no
 * word was known; g_free() */
gint8 *bhd_meaning_direction (const BhdMeaning *self);

/* The cosine of a text and a direction, of two directions: -1 to 1. */
double bhd_meaning_towards (const BhdMeaning *self, const gint8 *direction);

double bhd_meaning_cosine (const gint8 *a, const gint8 *b);

G_END_DECLS
