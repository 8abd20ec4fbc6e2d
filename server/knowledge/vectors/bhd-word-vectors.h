/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What English support words mean, as numbers: words that ask for the same thing point the same
 * way. A text is the plain sum of its words' numbers (all are to one measure: a word that says
 * little is short, so no weights are needed), and two texts are as alike as the cosine of their
 * sums. They know support language and nothing else: trust them by the share of the question they
 * cover. Where they come from: data/word-vectors/ATTRIBUTION.md. */
#define BHD_WORD_VECTOR_SIZE 96

/* @stem: as bhd_language_stem() makes it for English.  Returns: (transfer none) (nullable):
 * BHD_WORD_VECTOR_SIZE numbers of a page that all processes share; NULL for a word not known.
 * Any thread. */
const gint8 *bhd_word_vectors_find (const char *stem);

G_END_DECLS
