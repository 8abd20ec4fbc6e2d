/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Any bytes become clean text: UTF-8, UTF-16 (by byte order mark or by its pattern of zeros) or, as
 * the last resort, Windows-1252; line ends are \n; control characters, byte order marks, unpaired
 * halves and characters that turn the direction of reading are gone; never two blank lines in a
 * row.  Returns: (transfer full): always valid UTF-8 without NUL. */
char *bhd_text_from_bytes (const guint8 *bytes, gsize length);

G_END_DECLS
