/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the index knows of languages: which words carry little, and how endings come off.  Words are
 * as bhd-tokens.h gives them, folded.  Language 0 is “unknown”: no stop words, no stems.  Any
 * thread. */
#define BHD_LANGUAGE_UNKNOWN 0
#define BHD_LANGUAGE_ENGLISH 1
#define BHD_LANGUAGES 8 /* with the unknown one */

/* Judges by the frequent words in it; a text that says too little is taken for @fallback. */
guint bhd_language_guess (const char *text, guint fallback);
const char *bhd_language_code (guint language); /* “en”; “” for the unknown one */

/* The frequent words of a language say little about what a text is about. */
gboolean bhd_language_is_stop (guint language, const char *word);

/* Returns: (transfer none): valid until this thread's next call. */
const char *bhd_language_stem (guint language, const char *word, gsize length);

G_END_DECLS
