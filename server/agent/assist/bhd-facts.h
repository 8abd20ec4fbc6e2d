/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a text promises in figures: numbers, addresses of pages and of people.  Returns: (transfer
 * full) (nullable): the first that is in one of the texts only; NULL where both say the same. */
char *bhd_facts_find_difference (const char *before, const char *after);

G_END_DECLS
