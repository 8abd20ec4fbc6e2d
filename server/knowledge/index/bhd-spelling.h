/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-vocabulary.h"

G_BEGIN_DECLS

/* Letters to add, drop, change or swap with their neighbour to get from one word to the other
 * (optimal string alignment); more than @limit is @limit + 1. */
guint bhd_spelling_distance (const char *a, const char *b, guint limit);

/* The known word nearest to one nobody wrote: one slip, two from eight letters on; of equals the
 * one that begins alike, then the more frequent.  Returns: BHD_NO_WORD where none is near. */
guint32 bhd_spelling_nearest (BhdVocabulary *vocabulary, const char *text);

G_END_DECLS
