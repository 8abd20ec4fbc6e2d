/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The daemon says in English what went wrong, and stores it so.  The book finds the sentence that
 * it was made of among those that po/ translates, and says it again with the same values.
 *
 * @english: (nullable).  Returns: (transfer full) (nullable): NULL for NULL; what is not in the
 * book stays as it is.  From any thread. */
char *bh_phrasebook_say (const char *english);

/* bh_phrasebook_say() of the message of @error, in its place. */
void bh_phrasebook_say_error (GError *error);

G_END_DECLS
