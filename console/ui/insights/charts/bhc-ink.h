/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BHC_INK_SERIES 4

/* What charts are drawn with.  No series is told by its colour alone: each has a dash, a marker and
 * a hatching of its own. */
typedef struct
{
  GdkRGBA text;
  GdkRGBA faint; /* of lines that are looked past */
  GdkRGBA back;  /* below the bubble */
  GdkRGBA accent;
  GdkRGBA series[BHC_INK_SERIES];
  double thick; /* of lines */
} BhcInk;

BhcInk bhc_ink_of (GtkWidget *widget); /* as its theme is now */

/* Sets colour, width and dash for the line of a series. */
void bhc_ink_line (const BhcInk *self, cairo_t *cr, guint series);

/* Its sign, @size across, in the middle of it. */
void
bhc_ink_marker (const BhcInk *self, cairo_t *cr, guint series, double x, double y, double size);

/* A bar of a series. */
void bhc_ink_bar (const BhcInk *self, cairo_t *cr, guint series, const GdkRectangle *area);

G_END_DECLS
