/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is known of one point, beside it. */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/insights/bhc-unit-words.h"

#include "console/ui/insights/charts/bhc-canvas.h"

#define INSIDE 8
#define BESIDE 6
#define ROUND 7
#define WIDEST 240

/* A number with its name.  Returns: (transfer full) */
static char *
say_number (BhcTable *table, guint row, guint column)
{
  g_autofree char *number =
      bhc_unit_say (bhc_table_get_unit (table, column), bhc_table_get_value (table, row, column));

  /* Translators: a figure's name and its value. */
  return g_strdup_printf (C_ ("figure", "%s: %s"), bhc_table_get_column (table, column), number);
}

char *
bhc_bubble_words (BhcTable *table, const BhcChartKind *kind, int point)
{
  guint n = bhc_table_get_n_columns (table);
  guint row = kind->cells ? (guint) point / n : (guint) point;
  GString *words = g_string_new (bhc_table_get_name (table, row));

  for (guint column = 0; column < n; column++)
    {
      g_autofree char *line = say_number (table, row, column);

      if (!kind->cells || column == (guint) point % n)
        g_string_append_printf (words, "\n%s", line);
    }
  return g_string_free (words, FALSE);
}

/* Returns: (transfer full): the first line is bold */
static PangoLayout *
make_layout (const BhcCanvas *canvas, const char *words)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (canvas->widget, words);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  const char *end = strchr (words, '\n');
  int width, height;

  bold->end_index = end != NULL ? (guint) (end - words) : G_MAXUINT;
  pango_attr_list_insert (attributes, bold);
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout,
                          MIN (width + 1, MIN (WIDEST, canvas->width - 2 * INSIDE)) * PANGO_SCALE);
  return layout;
}

static void
trace_round (cairo_t *cr, const GdkRectangle *area)
{
  double right = area->x + area->width, bottom = area->y + area->height;

  cairo_new_path (cr);
  cairo_arc (cr, right - ROUND, area->y + ROUND, ROUND, -G_PI / 2, 0);
  cairo_arc (cr, right - ROUND, bottom - ROUND, ROUND, 0, G_PI / 2);
  cairo_arc (cr, area->x + ROUND, bottom - ROUND, ROUND, G_PI / 2, G_PI);
  cairo_arc (cr, area->x + ROUND, area->y + ROUND, ROUND, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* Behind what it tells of; before it where there is no room, and never outside of the chart. */
static void
put_beside (const BhcCanvas *canvas, const GdkRectangle *beside, GdkRectangle *area)
{
  int after = beside->x + beside->width + BESIDE;
  int before = beside->x - BESIDE - area->width;
  gboolean wide = beside->width > canvas->width / 2; /* a row: below or above it */

  area->x = after + area->width <= canvas->width ? after : before;
  area->y = beside->y + beside->height / 2 - area->height / 2;
  if (wide)
    {
      area->x = canvas->width - area->width - BESIDE;
      area->y = beside->y + beside->height + BESIDE;
      if (area->y + area->height > canvas->height)
        area->y = beside->y - area->height - BESIDE;
    }
  area->x = CLAMP (area->x, 0, MAX (canvas->width - area->width, 0));
  area->y = CLAMP (area->y, 0, MAX (canvas->height - area->height, 0));
}

void
bhc_bubble_draw (const BhcCanvas *canvas, const GdkRectangle *beside, const char *words)
{
  g_autoptr (PangoLayout) layout = make_layout (canvas, words);
  GdkRectangle area = { 0, 0, 0, 0 };

  pango_layout_get_pixel_size (layout, NULL, &area.height);
  area.width = pango_layout_get_width (layout) / PANGO_SCALE + 2 * INSIDE;
  area.height += 2 * INSIDE;
  put_beside (canvas, beside, &area);
  trace_round (canvas->cr, &area);
  gdk_cairo_set_source_rgba (canvas->cr, &canvas->ink.back);
  cairo_fill_preserve (canvas->cr);
  gdk_cairo_set_source_rgba (canvas->cr, &canvas->ink.text);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  cairo_set_line_width (canvas->cr, 1);
  cairo_stroke (canvas->cr);
  cairo_move_to (canvas->cr, area.x + INSIDE, area.y + INSIDE);
  pango_cairo_show_layout (canvas->cr, layout);
}
