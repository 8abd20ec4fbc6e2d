/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-vocabulary.h"

G_BEGIN_DECLS

/* Letters to add, drop, change or swap with their neighbour to get from one word to the other
 * (optimal string alignment); more than @limit is @limit + 1. */
guint bhd_spelling_distance (const char *a, const char *b, guint limit);

#define BHD_SPELLING_MOST 6

/* The known words nearest to one nobody wrote, all as many slips away: one, or two from eight
 * letters on.  First the one that begins alike, then the more frequent.  @words: (out): the first
 * BHD_SPELLING_MOST.  Returns: how many there are in it. */
guint bhd_spelling_nearest (BhdVocabulary *vocabulary,
                            const char *text,
                            guint32 words[BHD_SPELLING_MOST]);

G_END_DECLS
