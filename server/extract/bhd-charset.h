/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Loads what is needed to read the encodings of web pages; later there is no disk to load from. */
void bhd_charset_prepare (void);

/* Bytes whose page says they are of @name (nullable) become UTF-8.  Bytes that are UTF-8 or UTF-16
 * are taken for that whatever the page says; an unknown name is Windows-1252.
 * Returns: (transfer full): valid UTF-8 without unwanted characters. */
GString *bhd_charset_decode (const char *name, const guint8 *bytes, gsize length);

G_END_DECLS
