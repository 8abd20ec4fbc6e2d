/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"
#include "server/extract/pdf/bhd-pdf-line.h"

G_BEGIN_DECLS

/* Joins lines to paragraphs, lists and headings. */
void bhd_pdf_flow_write (const BhdPdfLines *lines, BhdMarkup *out);

G_END_DECLS
