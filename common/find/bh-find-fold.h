/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word of a text as it is compared, and where it stands, in characters. */
typedef struct
{
  guint start;
  guint length;
  char *word;
} BhFindToken;

/* A text as it is indexed and looked for: its words without case and accents, one blank between
 * them, signs left out.  Where a script has no blanks (Chinese, Japanese, Thai …) each character is
 * a word, so that any piece is found as a phrase.  An index of these needs no tokenizer but one
 * that parts at blanks (FTS5: unicode61 leaves them as they are).  Returns: (transfer full) */
char *bh_find_fold (const char *text);

/* The same word by word.  Returns: (transfer full): of BhFindToken. */
GArray *bh_find_tokens (const char *text);

G_END_DECLS
