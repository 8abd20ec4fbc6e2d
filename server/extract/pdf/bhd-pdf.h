/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* A PDF: its text in reading order, lines joined to paragraphs, larger ones to headings; what
 * stands at the edge of every page is left out. */
BhExtraction bhd_pdf_extract (const guint8 *bytes, gsize length, BhdMarkup *out);

G_END_DECLS
