/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes comma-separated values (RFC 4180): fields in quotes where they need them, lines that end
 * in CR LF.  Text that a spreadsheet would take for a formula gets an apostrophe before it. */
typedef struct
{
  GString *text;
  gboolean within; /* a line has begun */
} BhcCsv;

BhcCsv bhc_csv_new (void);
void bhc_csv_add_text (BhcCsv *self, const char *text); /* (nullable): empty */

/* With at most so many digits behind the point, which is a point everywhere; NAN is empty. */
void bhc_csv_add_number (BhcCsv *self, double number, guint digits);
void bhc_csv_end_line (BhcCsv *self);

/* What was written, in UTF-8 with its mark in front, which spreadsheets ask for. */
GBytes *bhc_csv_finish (BhcCsv *self);

G_END_DECLS
