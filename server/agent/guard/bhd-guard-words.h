/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words and phrases as an administrator lists them, between commas: blanks around them do not
 * matter, empty ones are nothing.  “elect*” fits whatever begins so; any other fits as a whole
 * word, or anywhere in scripts that do not separate words. */

/* Returns: (transfer full): each once; may be empty. */
char **bhd_guard_words_split (const char *list);

/* Returns: (transfer full) (nullable): a regular expression for any of @words; NULL where there is
 * none.  @endings: each word may carry an ending: “order” fits “orders” as well. */
char *bhd_guard_words_to_pattern (const char *const *words, gboolean endings);

G_END_DECLS
