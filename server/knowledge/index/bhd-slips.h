/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/text/bhd-tokens.h"

G_BEGIN_DECLS

/* Whether a word is English that synonyms or word vectors know, though no document may have it. */
gboolean bhd_slips_is_word (const BhdToken *token);

/* Mends one slip (a letter too few or too many, another one, two swapped) in a word that no
 * document has, where what was meant is a word that synonyms or word vectors know; of several, the
 * one that was likeliest meant, and rather one that has synonyms.  @doubt: only such as are less
 * doubtful (see bhd-spelling.h).  Returns: whether @token is another word now. */
gboolean bhd_slips_mend (BhdToken *token, guint doubt);

G_END_DECLS
