/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-vocabulary.h"

G_BEGIN_DECLS

/* Letters to add, drop, change or swap with their neighbour to get from one word to the other
 * (optimal string alignment); more than @limit is @limit + 1. */
guint bhd_spelling_distance (const char *a, const char *b, guint limit);

/* How unlikely it is that @typed, one slip away from @meant, was meant to be it: 0 to
 * BHD_SPELLING_DOUBT_MAX.  One wrong or needless letter makes it of many words, a letter left out
 * or two swapped of few; and people look at the first letter. */
#define BHD_SPELLING_DOUBT_MAX 2
guint bhd_spelling_doubt (const char *typed, const char *meant);

/* How doubtful what was meant by @length letters may be: by three nearly any others can be meant.
 */
guint bhd_spelling_doubt_allowed (guint length);

#define BHD_SPELLING_MOST 6

/* The known words nearest to one nobody wrote, all as many slips away: one, or two from five
 * letters on.  First the one that was likelier meant, then the more frequent.  @words: (out): the
 * first BHD_SPELLING_MOST.  Returns: how many there are in it. */
guint bhd_spelling_nearest (BhdVocabulary *vocabulary,
                            const char *text,
                            guint32 words[BHD_SPELLING_MOST]);

G_END_DECLS
