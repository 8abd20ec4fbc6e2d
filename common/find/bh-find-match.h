/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/find/bh-find-query.h"

G_BEGIN_DECLS

/* A piece of a text that was looked for, in characters. */
typedef struct
{
  guint start;
  guint length;
} BhFindMark;

/* Whether @text has all the words and phrases of @query and none of those to be left out; other
 * terms are not looked at.  A query without words fits every text. */
gboolean bh_find_matches (const BhFindQuery *query, const char *text);

/* Around the first of the words found in @text, at most @max characters, with "…" where something
 * was left out.  Returns: (transfer full); @marks (out) (transfer full): of BhFindMark, in their
 * order, within what is returned. */
char *bh_find_excerpt (const BhFindQuery *query, const char *text, guint max, GArray **marks);

/* The words and phrases for FTS5's MATCH over a column that holds what bh_find_fold() makes.
 * Returns: (transfer full) (nullable): NULL where there is no word to find. */
char *bh_find_query_to_fts5 (const BhFindQuery *query);

G_END_DECLS
