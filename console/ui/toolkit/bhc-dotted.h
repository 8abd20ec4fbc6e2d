/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Facts beside each other in one line, with a dot between them; each reads in its own direction
 * where the line reads from the right.  Ends with NULL.  Returns: (transfer full) */
char *bhc_dotted (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The same of strings in an array; none: an empty line.  Returns: (transfer full) */
char *bhc_dotted_all (const GPtrArray *facts);

G_END_DECLS
