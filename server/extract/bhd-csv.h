/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* A table with a head in its first row.  A row becomes a list of “Header: value”; where the columns
 * are questions and answers, the question becomes a heading and the answer stands below it.  Parted
 * by comma, semicolon, tab or bar, whichever its first line speaks for. */
BhExtraction bhd_csv_extract (const guint8 *bytes, gsize length, BhdMarkup *out);

G_END_DECLS
