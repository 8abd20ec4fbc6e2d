/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Things, each with its name and below it a bar for each number, the figure at its end. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "console/ui/insights/bhc-unit-words.h"
#include "console/ui/insights/charts/bhc-canvas.h"

#define SHOWN_MAX 12   /* how many more there are is said */
#define HEIGHT_MIN 170 /* room for the bubble */
#define BAR 11
#define GAP 3

static guint
n_shown (BhcTable *table)
{
  return MIN (bhc_table_get_n_rows (table), SHOWN_MAX);
}

/* (nullable) */
static char *
say_rest (BhcTable *table)
{
  guint n = bhc_table_get_n_rows (table) - n_shown (table);

  if (n == 0)
    return NULL;
  /* Translators: bars that have no room; the button above shows all of them. */
  return g_strdup_printf (ngettext ("and %u more, in the table", "and %u more, in the table", n),
                          n);
}

static int
line_height (const BhcCanvas *canvas)
{
  int width, height;

  bhc_canvas_measure (canvas, "0", &width, &height);
  return height;
}

static int
row_height (const BhcCanvas *canvas)
{
  int line = line_height (canvas);
  int bars = (int) bhc_table_get_n_drawn (canvas->table) * (MAX (BAR, line) + GAP);

  return line + GAP + bars + 3 * GAP;
}

static int
measure (const BhcCanvas *canvas)
{
  gboolean rest = bhc_table_get_n_rows (canvas->table) > n_shown (canvas->table);
  int rows = (int) n_shown (canvas->table) * row_height (canvas);

  return MAX (rows + (rest ? line_height (canvas) + GAP : 0), HEIGHT_MIN);
}

/* What the widest figure needs at the end of its bar. */
static int
figure_width (const BhcCanvas *canvas)
{
  guint n = bhc_table_get_n_drawn (canvas->table);
  int width, height, widest = 0;

  for (guint i = 0; i < n * n_shown (canvas->table); i++)
    {
      g_autofree char *words = bhc_unit_say (bhc_table_get_unit (canvas->table, i % n),
                                             bhc_table_get_value (canvas->table, i / n, i % n));

      bhc_canvas_measure (canvas, words, &width, &height);
      widest = MAX (widest, width);
    }
  return widest + 2 * GAP;
}

static void
draw_bar (const BhcCanvas *canvas, guint row, guint series, int most, int y)
{
  double value = bhc_table_get_value (canvas->table, row, series);
  double top = bhc_table_get_top (canvas->table);
  int line = MAX (line_height (canvas), BAR);
  int length = isnan (value) || top <= 0 ? 0 : (int) (most * value / top);
  g_autofree char *words = bhc_unit_say (bhc_table_get_unit (canvas->table, series), value);
  GdkRectangle area = { canvas->rtl ? canvas->width - length : 0, y + (line - BAR) / 2, length,
                        BAR };

  if (length > 0)
    bhc_ink_bar (&canvas->ink, canvas->cr, series, &area);
  bhc_canvas_write (canvas, words, bhc_canvas_turn (canvas, length + 2 * GAP), y + line / 2.0,
                    canvas->rtl ? 1 : 0, 0.5, 0);
}

static void
draw (const BhcCanvas *canvas)
{
  int most = MAX (canvas->width - figure_width (canvas), 1);
  int line = line_height (canvas);
  g_autofree char *rest = say_rest (canvas->table);

  for (guint row = 0; row < n_shown (canvas->table); row++)
    {
      int y = (int) row * row_height (canvas);

      bhc_canvas_write (canvas, bhc_table_get_name (canvas->table, row),
                        bhc_canvas_turn (canvas, 0), y, canvas->rtl ? 1 : 0, 0, canvas->width);
      y += line + GAP;
      for (guint i = 0; i < bhc_table_get_n_drawn (canvas->table); i++)
        draw_bar (canvas, row, i, most, y + (int) i * (MAX (BAR, line) + GAP));
    }
  if (rest != NULL)
    bhc_canvas_write (canvas, rest, bhc_canvas_turn (canvas, 0),
                      (int) n_shown (canvas->table) * row_height (canvas), canvas->rtl ? 1 : 0, 0,
                      canvas->width);
}

static int
find (const BhcCanvas *canvas, double x, double y)
{
  int row = (int) (y / row_height (canvas));

  return y >= 0 && row < (int) n_shown (canvas->table) ? row : -1;
}

static GdkRectangle
place (const BhcCanvas *canvas, int point)
{
  int height = row_height (canvas);

  return (GdkRectangle){ 0, point * height - GAP, canvas->width, height - GAP };
}

static int
walk (BhcTable *table, int point, int on, int down)
{
  return on != 0 ? -1 : CLAMP (point + down, 0, (int) n_shown (table) - 1);
}

const BhcChartKind bhc_thing_bars = { FALSE, measure, draw, find, place, walk, say_rest };
