/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers over time: lines with a marker at each moment, or bars. */
#include "console/model/insights/bhc-ticks.h"
#include "console/ui/insights/bhc-unit-words.h"
#include "console/ui/insights/charts/bhc-canvas.h"

#include <math.h>

#define HEIGHT 200
#define GAP 6
#define SAMPLES 12   /* marks are of much the same width */
#define MARKS_MAX 45 /* markers would hide the line */

/* Where the numbers are, between the axes. */
typedef struct
{
  BhcTicks ticks;
  double begin, end; /* in the direction of reading */
  double top, bottom;
} Frame;

static Frame
make_frame (const BhcCanvas *canvas)
{
  BhcUnit unit = bhc_table_get_unit (canvas->table, 0);
  Frame frame = { .end = canvas->width - 4.0 };
  int width, height, widest = 0;

  bhc_canvas_measure (canvas, "0", &width, &height);
  frame.top = height / 2.0 + 2;
  frame.bottom = canvas->height - height - GAP;
  frame.ticks =
      bhc_ticks_new (bhc_table_get_top (canvas->table),
                     (guint) CLAMP ((frame.bottom - frame.top) / (2.2 * height), 1, 6), unit);
  for (guint i = 0; i <= frame.ticks.n; i++)
    {
      g_autofree char *mark = bhc_unit_mark (unit, frame.ticks.first + i * frame.ticks.step);

      bhc_canvas_measure (canvas, mark, &width, &height);
      widest = MAX (widest, width);
    }
  frame.begin = MIN (widest + GAP, canvas->width / 2);
  return frame;
}

static double
step_of (const BhcCanvas *canvas, const Frame *frame)
{
  return (frame->end - frame->begin) / MAX (bhc_table_get_n_rows (canvas->table), 1);
}

/* In the middle of its step. */
static double
x_of (const BhcCanvas *canvas, const Frame *frame, guint row)
{
  return bhc_canvas_turn (canvas, frame->begin + (row + 0.5) * step_of (canvas, frame));
}

static double
y_of (const Frame *frame, double value)
{
  return frame->bottom - bhc_ticks_part (&frame->ticks, value) * (frame->bottom - frame->top);
}

static void
draw_ticks (const BhcCanvas *canvas, const Frame *frame)
{
  BhcUnit unit = bhc_table_get_unit (canvas->table, 0);

  cairo_set_dash (canvas->cr, NULL, 0, 0);
  for (guint i = 0; i <= frame->ticks.n; i++)
    {
      double value = frame->ticks.first + i * frame->ticks.step;
      double y = floor (y_of (frame, value)) + 0.5;
      g_autofree char *mark = bhc_unit_mark (unit, value);

      gdk_cairo_set_source_rgba (canvas->cr, &canvas->ink.faint);
      cairo_set_line_width (canvas->cr, 1);
      cairo_move_to (canvas->cr, bhc_canvas_turn (canvas, frame->begin), y);
      cairo_line_to (canvas->cr, bhc_canvas_turn (canvas, frame->end), y);
      cairo_stroke (canvas->cr);
      bhc_canvas_write (canvas, mark, bhc_canvas_turn (canvas, frame->begin - GAP), y,
                        canvas->rtl ? 0 : 1, 0.5, 0);
    }
}

/* As many names of moments as there is room for. */
static void
draw_moments (const BhcCanvas *canvas, const Frame *frame)
{
  guint n = bhc_table_get_n_rows (canvas->table);
  int width, height, widest = 1;
  guint every;

  for (guint i = 0; i < n; i += n / SAMPLES + 1)
    {
      bhc_canvas_measure (canvas, bhc_table_get_mark (canvas->table, i), &width, &height);
      widest = MAX (widest, width);
    }
  every = (guint) MAX (ceil ((widest + 2 * GAP) / step_of (canvas, frame)), 1);
  for (guint i = 0; i < n; i += every)
    {
      double x = x_of (canvas, frame, i);

      x = n == 1 ? x : CLAMP (x, widest / 2.0, canvas->width - widest / 2.0);
      bhc_canvas_write (canvas, bhc_table_get_mark (canvas->table, i), x, canvas->height, 0.5, 1,
                        canvas->width);
    }
}

static void
draw_line (const BhcCanvas *canvas, const Frame *frame, guint series)
{
  guint n = bhc_table_get_n_rows (canvas->table);
  gboolean drawing = FALSE;

  cairo_new_path (canvas->cr);
  for (guint i = 0; i < n; i++)
    {
      double value = bhc_table_get_value (canvas->table, i, series);
      double x = x_of (canvas, frame, i);

      if (!isnan (value) && drawing)
        cairo_line_to (canvas->cr, x, y_of (frame, value));
      else if (!isnan (value))
        cairo_move_to (canvas->cr, x, y_of (frame, value));
      drawing = !isnan (value); /* a hole stays one */
    }
  bhc_ink_line (&canvas->ink, canvas->cr, series);
  cairo_stroke (canvas->cr);
}

/* Nothing beside it to draw a line to. */
static gboolean
is_alone (BhcTable *table, guint row, guint series)
{
  guint n = bhc_table_get_n_rows (table);

  return (row == 0 || isnan (bhc_table_get_value (table, row - 1, series))) &&
         (row + 1 >= n || isnan (bhc_table_get_value (table, row + 1, series)));
}

static void
draw_markers (const BhcCanvas *canvas, const Frame *frame, guint series)
{
  guint n = bhc_table_get_n_rows (canvas->table);
  guint every = n / MARKS_MAX + 1;

  for (guint i = 0; i < n; i++)
    {
      double value = bhc_table_get_value (canvas->table, i, series);

      if (!isnan (value) && (i % every == 0 || is_alone (canvas->table, i, series)))
        bhc_ink_marker (&canvas->ink, canvas->cr, series, x_of (canvas, frame, i),
                        y_of (frame, value), 3 * canvas->ink.thick);
    }
}

static void
draw_lines (const BhcCanvas *canvas)
{
  Frame frame = make_frame (canvas);

  draw_ticks (canvas, &frame);
  draw_moments (canvas, &frame);
  for (guint i = 0; i < bhc_table_get_n_drawn (canvas->table); i++)
    {
      draw_line (canvas, &frame, i);
      draw_markers (canvas, &frame, i);
    }
}

static void
draw_bar (const BhcCanvas *canvas, const Frame *frame, guint row, guint series)
{
  double value = bhc_table_get_value (canvas->table, row, series);
  double wide =
      CLAMP (step_of (canvas, frame) * 0.75 / bhc_table_get_n_drawn (canvas->table), 1, 36);
  double middle = x_of (canvas, frame, row);
  double from = (series - bhc_table_get_n_drawn (canvas->table) / 2.0) * wide;
  GdkRectangle area;

  if (isnan (value) || value <= frame->ticks.first)
    return;
  area.x = (int) floor (middle + (canvas->rtl ? -from - wide : from));
  area.y = (int) floor (y_of (frame, value));
  area.width = (int) MAX (floor (wide), 1);
  area.height = MAX ((int) frame->bottom - area.y, 1);
  bhc_ink_bar (&canvas->ink, canvas->cr, series, &area);
}

static void
draw_bars (const BhcCanvas *canvas)
{
  Frame frame = make_frame (canvas);
  guint n = bhc_table_get_n_drawn (canvas->table);

  draw_ticks (canvas, &frame);
  draw_moments (canvas, &frame);
  for (guint i = 0; i < n * bhc_table_get_n_rows (canvas->table); i++)
    draw_bar (canvas, &frame, i / n, i % n);
}

static int
find (const BhcCanvas *canvas, double x, double y)
{
  Frame frame = make_frame (canvas);
  int n = (int) bhc_table_get_n_rows (canvas->table);
  double at = (bhc_canvas_turn (canvas, x) - frame.begin) / step_of (canvas, &frame);

  return at >= 0 && n > 0 ? MIN ((int) at, n - 1) : -1;
}

static GdkRectangle
place (const BhcCanvas *canvas, int point)
{
  Frame frame = make_frame (canvas);
  double step = step_of (canvas, &frame);
  double x = x_of (canvas, &frame, (guint) point);

  return (GdkRectangle){ (int) (x - step / 2), (int) frame.top, (int) MAX (step, 2),
                         (int) (frame.bottom - frame.top) };
}

static int
walk (BhcTable *table, int point, int on, int down)
{
  return down != 0 ? -1 : CLAMP (point + on, 0, (int) bhc_table_get_n_rows (table) - 1);
}

static int
measure (const BhcCanvas *canvas)
{
  return HEIGHT;
}

const BhcChartKind bhc_time_lines = { FALSE, measure, draw_lines, find, place, walk };
const BhcChartKind bhc_time_bars = { FALSE, measure, draw_bars, find, place, walk };
