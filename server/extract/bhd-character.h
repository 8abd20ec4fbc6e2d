/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What single characters mean to text that will be searched and shown. */

/* Control characters, marks that turn the direction of reading, soft hyphens, what is none. */
gboolean bhd_character_is_unwanted (gunichar c);
gboolean bhd_character_is_line_end (gunichar c);

/* “ﬁ” is two letters: returns them, or NULL where @c is no ligature of Latin letters. */
const char *bhd_character_letters (gunichar c);

/* What a byte is in Windows-1252; 0 where nothing stands there. */
gunichar bhd_character_from_windows_1252 (guint8 byte);

G_END_DECLS
