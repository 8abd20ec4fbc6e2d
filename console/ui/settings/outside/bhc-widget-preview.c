/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/outside/bhc-outside-private.h"
#include "console/ui/toolkit/bhc-ink.h"

#define WIDTH 300
#define HEIGHT 250
#define PANEL 190 /* how wide the window of the widget is drawn */
#define HEADER 40
#define BUBBLE 150 /* at most */
#define LAUNCHER 40
#define EDGE 10

/* A drawing of the widget on a page, with what the form says right now. */

typedef struct
{
  cairo_t *cr;
  GtkWidget *area;
  GdkRGBA accent;
  double x; /* of the panel */
} Drawing;

static gboolean
is_from_the_right (const Drawing *drawing)
{
  return gtk_widget_get_direction (drawing->area) == GTK_TEXT_DIR_RTL;
}

/* Where something as wide as @width begins that stands @inset from where one starts to read. */
static double
place (const Drawing *drawing, double inset, double width)
{
  return drawing->x + (is_from_the_right (drawing) ? PANEL - inset - width : inset);
}

static char *
read_text (BhcForm *form, const char *name)
{
  g_autoptr (GVariant) value = bhc_form_read (form, name);

  return g_strdup (value != NULL ? g_variant_get_string (value, NULL) : "");
}

static void
round_box (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
write_words (Drawing *drawing, const char *words, double x, double y, double width, double ink)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (drawing->area, words);

  pango_layout_set_width (layout, (int) width * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (is_from_the_right (drawing))
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  cairo_set_source_rgb (drawing->cr, ink, ink, ink);
  cairo_move_to (drawing->cr, x, y);
  pango_cairo_show_layout (drawing->cr, layout);
}

static void
draw_panel (Drawing *drawing, const char *title)
{
  const double top = EDGE, height = HEIGHT - LAUNCHER - 3 * EDGE;
  cairo_t *cr = drawing->cr;

  cairo_save (cr);
  round_box (cr, drawing->x, top, PANEL, height, 10);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gdk_cairo_set_source_rgba (cr, &drawing->accent);
  cairo_rectangle (cr, drawing->x, top, PANEL, HEADER);
  cairo_fill (cr);
  write_words (drawing, title, drawing->x + 12, top + 11, PANEL - 24,
               bhc_ink_on (&drawing->accent));
  cairo_restore (cr);
}

/* Wide enough for @words; @own: it stands where the visitor's do. */
static void
draw_bubble (Drawing *drawing, const char *words, double y, gboolean own)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (drawing->area, words);
  int said;
  double width, x;

  pango_layout_get_pixel_size (layout, &said, NULL);
  width = MIN (said + 18, BUBBLE);
  x = place (drawing, own ? PANEL - width - 12 : 12, width);
  round_box (drawing->cr, x, y, width, 28, 9);
  if (own)
    gdk_cairo_set_source_rgba (drawing->cr, &drawing->accent);
  else
    cairo_set_source_rgb (drawing->cr, 0.93, 0.94, 0.95);
  cairo_fill (drawing->cr);
  write_words (drawing, words, x + 8, y + 5, width - 16,
               own ? bhc_ink_on (&drawing->accent) : 0.08);
}

static void
draw_field (Drawing *drawing, const char *placeholder)
{
  cairo_t *cr = drawing->cr;
  double y = HEIGHT - LAUNCHER - 2 * EDGE - 36;

  round_box (cr, drawing->x + 10, y, PANEL - 20, 28, 8);
  cairo_set_source_rgb (cr, 0.8, 0.81, 0.83);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  write_words (drawing, placeholder, drawing->x + 18, y + 5, PANEL - 36, 0.45);
}

static void
draw_launcher (Drawing *drawing, gboolean left)
{
  cairo_t *cr = drawing->cr;
  double x = left ? EDGE + LAUNCHER / 2.0 : WIDTH - EDGE - LAUNCHER / 2.0;
  double y = HEIGHT - EDGE - LAUNCHER / 2.0;
  double ink = bhc_ink_on (&drawing->accent);

  gdk_cairo_set_source_rgba (cr, &drawing->accent);
  cairo_arc (cr, x, y, LAUNCHER / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, ink, ink, ink);
  round_box (cr, x - 9, y - 8, 18, 13, 4);
  cairo_fill (cr);
  cairo_move_to (cr, x - 4, y + 4);
  cairo_line_to (cr, x - 4, y + 10);
  cairo_line_to (cr, x + 3, y + 4);
  cairo_fill (cr);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer form)
{
  g_autofree char *title = read_text (form, "title");
  g_autofree char *color = read_text (form, "accent_color");
  g_autofree char *position = read_text (form, "position");
  g_autofree char *placeholder = read_text (form, "input_placeholder");
  gboolean left = g_str_equal (position, "bottom-left");
  Drawing drawing = { cr, GTK_WIDGET (area), { 0.05f, 0.65f, 0.91f, 1 }, 0 };

  gdk_rgba_parse (&drawing.accent, color); /* while it is half typed: as it was at first */
  drawing.x = left ? EDGE : WIDTH - EDGE - PANEL;
  cairo_translate (cr, (width - WIDTH) / 2.0, 0);
  round_box (cr, 0, 0, WIDTH, HEIGHT, 12);
  cairo_set_source_rgb (cr, 0.84, 0.86, 0.89);
  cairo_fill (cr);
  draw_panel (&drawing, *title != '\0' ? title : _ ("Chat with us"));
  draw_bubble (&drawing, _ ("How can we help?"), EDGE + HEADER + 14, FALSE);
  draw_bubble (&drawing, _ ("My order…"), EDGE + HEADER + 52, TRUE);
  draw_field (&drawing, *placeholder != '\0' ? placeholder : _ ("Write a message…"));
  draw_launcher (&drawing, left);
}

/* What the drawing shows, in words. */
static void
changed_cb (GtkWidget *area, BhcForm *form)
{
  g_autofree char *title = read_text (form, "title");
  g_autofree char *color = read_text (form, "accent_color");
  g_autofree char *position = read_text (form, "position");
  g_autofree char *words = g_strdup_printf (g_str_equal (position, "bottom-left")
                                                ? _ ("Preview: “%s”, %s, bottom left")
                                                : _ ("Preview: “%s”, %s, bottom right"),
                                            *title != '\0' ? title : _ ("Chat with us"), color);

  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (area);
}

GtkWidget *
bhc_widget_preview_new (BhcForm *form)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                                  "content-width", WIDTH, "content-height", HEIGHT, NULL);

  gtk_widget_add_css_class (area, "widget-preview");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, g_object_ref (form),
                                  g_object_unref);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), area, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "shown", G_CALLBACK (changed_cb), area, G_CONNECT_SWAPPED);
  return area;
}
