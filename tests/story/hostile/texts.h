/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What strangers write where a name, a message or a title is expected: each would do something if
 * it came into a page, a label or a letter as more than text.  All of them write to “hacked” or ask
 * for something at “BEACON”, which becomes an address where nobody may ever call.  One line and at
 * most 60 characters each, so that a name can be one; NULL-terminated. */
extern const char *const hostile_texts[];
extern const guint hostile_n_texts;

/* @text with the address.  Returns: (transfer full) */
char *hostile_text (guint i, const char *beacon);

G_END_DECLS
