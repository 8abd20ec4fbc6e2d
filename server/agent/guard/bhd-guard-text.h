/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as the rules read it: letters in their plain form, and without the invisible ones that are
 * put between letters to hide a word.  @text need not be valid.  Returns: (transfer full) */
char *bhd_guard_text_plain (const char *text);

/* A piece of plain text. */
typedef struct
{
  gsize start;
  gsize end;
  const char *mask; /* (nullable) what is shown in its place; a literal */
} BhdGuardSpan;

/* What surrounds @at, at most 500 characters, with the @spans that have a mask, whatever looks
 * personal, and long numbers masked.  Returns: (transfer full) */
char *bhd_guard_text_excerpt (const char *plain, GArray *spans, gsize at);

/* The personal data in @plain: all of them, or those of one kind (nullable).  Appends to @spans.
 * Returns: FALSE where a search took too long. */
gboolean bhd_guard_text_find_pii (const char *plain, const char *kind, GArray *spans);

G_END_DECLS
