/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "data/word-vectors/corpus.h"

G_BEGIN_DECLS

/* Makes whole numbers of the vectors, all by one measure, so that a word keeps its length: rounds
 * @vectors themselves, so that what is judged is what is written. */
void word_file_round (const Corpus *corpus, float *vectors);

/* Writes the file that server/knowledge/vectors/bhd-word-table.h reads. */
gboolean
word_file_write (const Corpus *corpus, const float *vectors, const char *path, GError **error);

G_END_DECLS
