/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Walks the words of a text, folded so that what looks alike is alike: lower case, without accents,
 * compatibility forms opened, apostrophes inside words gone (“don't” is “dont”).  Scripts that put
 * no space between words give overlapping pairs of characters.  The text must be valid UTF-8; no
 * memory is allocated. */
#define BHD_TOKEN_MAX 47 /* bytes; the rest of a longer word is dropped */

typedef struct
{
  char text[BHD_TOKEN_MAX + 1];
  gsize length;
  const char *start; /* in the source */
  const char *end;
} BhdToken;

typedef struct
{
  const char *at;
  gboolean in_run; /* inside a run without spaces */
} BhdTokens;

void bhd_tokens_init (BhdTokens *self, const char *text);
gboolean bhd_tokens_next (BhdTokens *self, BhdToken *token);

/* Whether both say the same words in the same order. */
gboolean bhd_tokens_equal (const char *a, const char *b);

G_END_DECLS
