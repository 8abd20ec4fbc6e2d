/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts that are compared without regard to case: databases disagree about that, so it is done
 * before storing.  Returns: (transfer full) */
char *bhd_fold (const char *text); /* case and surrounding blanks: addresses, titles */

/* Also punctuation and runs of blanks: questions. */
char *bhd_fold_question (const char *text);

G_END_DECLS
