/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/pdf/bhd-pdf-line.h"

#include <poppler.h>

G_BEGIN_DECLS

/* Adds the lines of a page. */
void bhd_pdf_page_read (PopplerPage *page, guint number, BhdPdfLines *lines);

G_END_DECLS
