/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line as it stands on a page; lengths are points, from the left and from the top. */
typedef struct
{
  gsize start, length; /* bytes, in the text of all lines */
  guint characters;
  guint page;
  float left, right, top, bottom;
  float size; /* of its letters */
  gboolean bold;
  guint table, row; /* where it is a cell; 0: it is none */
  gboolean margin;  /* it stands at the top or bottom of its page */
  gboolean edge;    /* it says on every page the same, or only the page's number */
} BhdPdfLine;

/* Lines of a whole document, in reading order. */
typedef struct
{
  GString *text;
  GArray *lines; /* of BhdPdfLine */
  guint n_pages, n_tables, n_rows;
} BhdPdfLines;

G_END_DECLS
