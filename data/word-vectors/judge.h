/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "data/word-vectors/corpus.h"

G_BEGIN_DECLS

/* Prints how often the vectors alone find the group of a set's questions (docs.tsv and
 * queries.dev.tsv in @folder), and how well they tell questions nobody can answer. */
gboolean judge (const Corpus *corpus, const float *vectors, const char *folder, GError **error);

G_END_DECLS
