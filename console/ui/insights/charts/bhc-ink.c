/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/insights/charts/bhc-ink.h"

#include <math.h>

/* Named colours of libadwaita that stand off the ground by three to one and more. */
static const char *const on_light[BHC_INK_SERIES] = { "accent_color", "orange_5", "green_5",
                                                      "purple_4" };
static const char *const on_dark[BHC_INK_SERIES] = { "accent_color", "orange_2", "green_2",
                                                     "purple_1" };

static GdkRGBA
find_color (GtkWidget *widget, const char *name, GdkRGBA otherwise)
{
  GdkRGBA color;

  return gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color)
             ? color
             : otherwise;
}

BhcInk
bhc_ink_of (GtkWidget *widget)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean strong = adw_style_manager_get_high_contrast (style);
  const char *const *names = adw_style_manager_get_dark (style) ? on_dark : on_light;
  BhcInk ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink.text);
  ink.faint = ink.text;
  ink.faint.alpha *= strong ? 0.5F : 0.15F;
  ink.back = find_color (widget, "popover_bg_color", (GdkRGBA){ 1, 1, 1, 1 });
  ink.accent = find_color (widget, "accent_color", ink.text);
  for (guint i = 0; i < BHC_INK_SERIES; i++)
    ink.series[i] = find_color (widget, names[i], ink.text);
  ink.thick = strong ? 3 : 2;
  return ink;
}

void
bhc_ink_line (const BhcInk *self, cairo_t *cr, guint series)
{
  static const double dashes[BHC_INK_SERIES][2] = { { 0, 0 }, { 7, 4 }, { 2, 3 }, { 12, 4 } };
  guint which = series % BHC_INK_SERIES;

  gdk_cairo_set_source_rgba (cr, &self->series[which]);
  cairo_set_line_width (cr, self->thick);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, dashes[which], dashes[which][0] > 0 ? 2 : 0, 0);
}

/* From its top around, so many corners; 0: round. */
static void
trace_corners (cairo_t *cr, double x, double y, double radius, int corners, double turn)
{
  if (corners == 0)
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  for (int i = 0; i < corners; i++)
    {
      double angle = 2 * G_PI * i / corners - G_PI / 2 + turn;

      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

void
bhc_ink_marker (const BhcInk *self, cairo_t *cr, guint series, double x, double y, double size)
{
  static const struct
  {
    int corners;
    double turn, scale;
  } signs[BHC_INK_SERIES] = { { 0, 0, 1 }, { 4, G_PI / 4, 1.25 }, { 3, 0, 1.35 }, { 4, 0, 1.3 } };
  guint which = series % BHC_INK_SERIES;

  cairo_new_path (cr);
  trace_corners (cr, x, y, size / 2 * signs[which].scale, signs[which].corners, signs[which].turn);
  gdk_cairo_set_source_rgba (cr, &self->series[which]);
  cairo_fill (cr);
}

static void
hatch (cairo_t *cr, const GdkRectangle *area, double step, gboolean both)
{
  cairo_set_line_width (cr, 1.4);
  for (double at = -area->height; at < area->width; at += step)
    {
      cairo_move_to (cr, area->x + at, area->y + area->height);
      cairo_line_to (cr, area->x + at + area->height, area->y);
      if (!both)
        continue;
      cairo_move_to (cr, area->x + at, area->y);
      cairo_line_to (cr, area->x + at + area->height, area->y + area->height);
    }
  cairo_stroke (cr);
}

void
bhc_ink_bar (const BhcInk *self, cairo_t *cr, guint series, const GdkRectangle *area)
{
  guint which = series % BHC_INK_SERIES;
  GdkRGBA light = self->series[which];

  cairo_save (cr);
  gdk_cairo_rectangle (cr, area);
  cairo_clip (cr);
  if (which > 0)
    light.alpha *= 0.25F;
  gdk_cairo_set_source_rgba (cr, &light);
  cairo_paint (cr);
  gdk_cairo_set_source_rgba (cr, &self->series[which]);
  if (which > 0)
    {
      hatch (cr, area, which == 3 ? 8 : 5, which == 2);
      cairo_rectangle (cr, area->x + 0.5, area->y + 0.5, area->width - 1, area->height - 1);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
