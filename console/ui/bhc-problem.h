/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What went wrong, where it stands alone: an error's message has a small first letter and no full
 * stop, a sentence has both.
 *
 * Returns: (transfer full); empty for no @words, which are (nullable) */
char *bhc_problem_sentence (const char *words);

/* Shows @label with the sentence, and hides it for no @words (nullable, or empty). */
void bhc_problem_show (GtkLabel *label, const char *words);

void bhc_problem_describe (AdwStatusPage *page, const char *words); /* (nullable) */

G_END_DECLS
