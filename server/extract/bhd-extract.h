/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* Has the libraries fetch from the disk what they need of it, before the document is read and the
 * disk is gone. */
void bhd_extract_prepare (void);

/* Reads one document, of a format named as in bh_formats, into @out.  Whatever is not
 * BH_EXTRACTION_DONE leaves @out with nothing to be used. */
BhExtraction
bhd_extract_document (const char *format, const guint8 *bytes, gsize length, BhdMarkup *out);

G_END_DECLS
