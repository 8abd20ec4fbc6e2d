/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The length of a mark of a list at the beginning of a line, with the blanks behind it; 0: none.
 * @number: (out): 0 for a bullet. */
gsize bhd_pdf_mark_length (const char *text, gsize length, guint *number);

/* Whether a line is a mark and nothing else. */
gboolean bhd_pdf_mark_is_all (const char *text, gsize length);

G_END_DECLS
