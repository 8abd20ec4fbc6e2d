/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Days by hours: the more, the larger and stronger is the square. */
#include "console/ui/insights/charts/bhc-canvas.h"

#include <math.h>

#define ROW_HEIGHT 24
#define GAP 6

typedef struct
{
  double begin, top; /* of the squares, in the direction of reading */
  double wide, high; /* of each place */
} Grid;

static Grid
make_grid (const BhcCanvas *canvas)
{
  guint n_rows = bhc_table_get_n_rows (canvas->table);
  Grid grid;
  int width, height = 0, widest = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      bhc_canvas_measure (canvas, bhc_table_get_mark (canvas->table, i), &width, &height);
      widest = MAX (widest, width);
    }
  grid.begin = MIN (widest + GAP, canvas->width / 3);
  grid.top = height + GAP;
  grid.wide = (canvas->width - grid.begin) / MAX (bhc_table_get_n_columns (canvas->table), 1);
  grid.high = (canvas->height - grid.top) / MAX (n_rows, 1);
  return grid;
}

static GdkRectangle
place (const BhcCanvas *canvas, int point)
{
  Grid grid = make_grid (canvas);
  int n = (int) bhc_table_get_n_columns (canvas->table);
  double begin = grid.begin + point % n * grid.wide;
  double left = canvas->rtl ? canvas->width - begin - grid.wide : begin;

  return (GdkRectangle){ (int) left, (int) (grid.top + point / n * grid.high), (int) grid.wide,
                         (int) grid.high };
}

static void
draw_square (const BhcCanvas *canvas, const Grid *grid, guint row, guint column)
{
  double part =
      bhc_table_get_value (canvas->table, row, column) / MAX (bhc_table_get_top (canvas->table), 1);
  double side = sqrt (CLAMP (part, 0, 1));
  double wide = MAX (side * (grid->wide - 2), 2), high = MAX (side * (grid->high - 4), 2);
  double x = bhc_canvas_turn (canvas, grid->begin + (column + 0.5) * grid->wide);
  double y = grid->top + (row + 0.5) * grid->high;
  GdkRGBA color = canvas->ink.accent;

  if (part > 0)
    color.alpha = (float) (0.45 + 0.55 * part);
  else
    color = canvas->ink.faint;
  gdk_cairo_set_source_rgba (canvas->cr, &color);
  cairo_rectangle (canvas->cr, x - wide / 2, y - high / 2, wide, high);
  cairo_fill (canvas->cr);
}

static void
draw_row (const BhcCanvas *canvas, const Grid *grid, guint row)
{
  bhc_canvas_write (canvas, bhc_table_get_mark (canvas->table, row), bhc_canvas_turn (canvas, 0),
                    grid->top + (row + 0.5) * grid->high, canvas->rtl ? 1 : 0, 0.5,
                    (int) grid->begin);
  for (guint column = 0; column < bhc_table_get_n_columns (canvas->table); column++)
    draw_square (canvas, grid, row, column);
}

static void
draw (const BhcCanvas *canvas)
{
  Grid grid = make_grid (canvas);
  guint n = bhc_table_get_n_columns (canvas->table);
  int width, height;
  guint every = 1;

  bhc_canvas_measure (canvas, bhc_table_get_column (canvas->table, 0), &width, &height);
  while (every < n && (every * grid.wide < width + GAP || 24 % every != 0))
    every++;
  for (guint i = 0; i < n; i += every)
    bhc_canvas_write (canvas, bhc_table_get_column (canvas->table, i),
                      bhc_canvas_turn (canvas, grid.begin + i * grid.wide), 0, canvas->rtl ? 1 : 0,
                      0, 0);
  for (guint row = 0; row < bhc_table_get_n_rows (canvas->table); row++)
    draw_row (canvas, &grid, row);
}

static int
find (const BhcCanvas *canvas, double x, double y)
{
  Grid grid = make_grid (canvas);
  double column = floor ((bhc_canvas_turn (canvas, x) - grid.begin) / grid.wide);
  double row = floor ((y - grid.top) / grid.high);
  int n = (int) bhc_table_get_n_columns (canvas->table);

  if (column < 0 || column >= n || row < 0 || row >= bhc_table_get_n_rows (canvas->table))
    return -1;
  return (int) row * n + (int) column;
}

static int
walk (BhcTable *table, int point, int on, int down)
{
  int n = (int) bhc_table_get_n_columns (table);
  int row = CLAMP (point / n + down, 0, (int) bhc_table_get_n_rows (table) - 1);

  return row * n + CLAMP (point % n + on, 0, n - 1);
}

static int
measure (const BhcCanvas *canvas)
{
  return ROW_HEIGHT * ((int) bhc_table_get_n_rows (canvas->table) + 1);
}

const BhcChartKind bhc_heat_map = { TRUE, measure, draw, find, place, walk };
