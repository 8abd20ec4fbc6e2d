/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/pdf/bhd-pdf-line.h"

G_BEGIN_DECLS

/* Marks the lines that are no text of the document: what stands at the top or bottom of most pages,
 * whatever the numbers in it, and page numbers. */
void bhd_pdf_edges_mark (BhdPdfLines *lines);

G_END_DECLS
