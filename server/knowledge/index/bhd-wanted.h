/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/text/bhd-tokens.h"

G_BEGIN_DECLS

/* What an answer has to name, as far as the question's words tell: “when” wants a date, “how many”
 * a number, “who” a name.  English and German; German writes every noun like a name, so that a name
 * is looked for in answer to English alone.  Any thread. */
typedef enum
{
  BHD_WANTED_NOTHING,
  BHD_WANTED_DATE,
  BHD_WANTED_NUMBER,
  BHD_WANTED_NAME,
} BhdWanted;

BhdWanted bhd_wanted_of (const char *question);

/* Whether a word of a text is such a thing.  @first: it begins a sentence, where each is written
 * with a capital */
gboolean bhd_wanted_is (BhdWanted self, const BhdToken *word, gboolean first);

G_END_DECLS
