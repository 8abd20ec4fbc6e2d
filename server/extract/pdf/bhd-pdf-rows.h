/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/pdf/bhd-pdf-line.h"

G_BEGIN_DECLS

/* Puts together what stands side by side on the last page, whose lines begin at @first: marks of
 * lists with their words, and cells with their rows. */
void bhd_pdf_rows_join (BhdPdfLines *lines, guint first);

G_END_DECLS
