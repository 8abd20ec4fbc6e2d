/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-table.h"
#include "console/ui/insights/charts/bhc-ink.h"

G_BEGIN_DECLS

/* What a kind of chart knows while it draws or looks for something. */
typedef struct
{
  GtkWidget *widget;
  BhcTable *table;
  BhcInk ink;
  gboolean rtl;
  int width, height;
  cairo_t *cr; /* (nullable): nothing is drawn now */
} BhcCanvas;

/* Small text; @across, @down: which part of it is at the point, 0 (left, top) to 1.  @most: it is
 * cut there; 0: never. */
void bhc_canvas_write (const BhcCanvas *self,
                       const char *text,
                       double x,
                       double y,
                       double across,
                       double down,
                       int most);
void bhc_canvas_measure (const BhcCanvas *self, const char *text, int *width, int *height);

/* @x counted from where reading begins, as one counts from the left. */
double bhc_canvas_turn (const BhcCanvas *self, double x);

/* Kinds of charts.  A point is what one can walk to: a row, or where “cells” is set a number in it,
 * row for row. */
typedef struct
{
  gboolean cells;
  int (*measure) (const BhcCanvas *canvas); /* the height it would like */
  void (*draw) (const BhcCanvas *canvas);

  /* -1: none */
  int (*find) (const BhcCanvas *canvas, double x, double y);

  /* What @point covers: it is marked, and the bubble stands beside it. */
  GdkRectangle (*place) (const BhcCanvas *canvas, int point);

  /* The next point so far on in the direction of reading, or down; -1: there is no such way. */
  int (*walk) (BhcTable *table, int point, int on, int down);

  /* (nullable): what of it is not drawn, in words.  Returns: (transfer full) (nullable): all is */
  char *(*say_rest) (BhcTable *table);
} BhcChartKind;

extern const BhcChartKind bhc_time_lines; /* rows are moments, numbers lines over them */
extern const BhcChartKind bhc_time_bars;
extern const BhcChartKind bhc_thing_bars; /* rows are things, the first few are shown */
extern const BhcChartKind bhc_heat_map;   /* rows and columns are moments */

/* The bubble with what is known of @point. */
char *bhc_bubble_words (BhcTable *table, const BhcChartKind *kind, int point);
void bhc_bubble_draw (const BhcCanvas *canvas, const GdkRectangle *beside, const char *words);

G_END_DECLS
