/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BHD_CLAUSE_MAX 64 /* words of a clause that are looked at */

/* A short run of folded words (see bhd-tokens.h), as a visitor wrote them between two marks. */
typedef struct
{
  char words[BHD_CLAUSE_MAX][48];
  guint n_words;
} BhdClause;

/* A pattern is words with one space between them:
 *   “talk|speak”  one of several        “person*”  whatever begins so
 *   “?the|a”      may be missing        “~”        up to three words of any kind
 *   “^” “$”       the clause's begin and end; “$|now”  its end or one of these
 * Returns: where the match that begins at @at ends, or -1. */
int bhd_pattern_match (const char *pattern, const BhdClause *clause, guint at);

G_END_DECLS
