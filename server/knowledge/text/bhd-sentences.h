/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One sentence, or one line of a list, inside a text that stays the caller's. */
typedef struct
{
  const char *start;
  gsize length;
  guint words;
  gboolean item;  /* a line of a list */
  gboolean fresh; /* begins a line: what stood before is set apart */
} BhdSentence;

/* Returns: (transfer full): of BhdSentence */
GArray *bhd_sentences_split (const char *text);

G_END_DECLS
