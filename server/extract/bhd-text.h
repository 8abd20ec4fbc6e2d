/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* Any bytes become clean text: UTF-8, UTF-16 (by byte order mark or by its pattern of zeros) or, as
 * the last resort, Windows-1252; line ends are \n; control characters, byte order marks, unpaired
 * halves and characters that turn the direction of reading are gone; never two blank lines in a
 * row.  Returns: (transfer full): always valid UTF-8 without NUL. */
char *bhd_text_from_bytes (const guint8 *bytes, gsize length);

/* The same, as an extractor: @out gets plain text. */
BhExtraction bhd_text_extract (const guint8 *bytes, gsize length, BhdMarkup *out);

/* Only the encoding is undone: line ends and blanks stay as they are, unwanted characters go. */
GString *bhd_text_decode (const guint8 *bytes, gsize length);

/* What bhd_text_decode() would take the bytes for. */
gboolean bhd_text_is_utf8 (const guint8 *bytes, gsize length);
gboolean bhd_text_is_utf16 (const guint8 *bytes, gsize length);

G_END_DECLS
