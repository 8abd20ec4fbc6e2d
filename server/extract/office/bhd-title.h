/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* Reads a document's own title out of the part that tells about it: <dc:title>. */
BhExtraction bhd_title_read (const guint8 *bytes, gsize length, const char *part, BhdMarkup *out);

G_END_DECLS
