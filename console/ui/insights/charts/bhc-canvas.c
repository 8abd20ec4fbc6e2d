/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/insights/charts/bhc-canvas.h"

/* Returns: (transfer full) */
static PangoLayout *
make_layout (const BhcCanvas *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

void
bhc_canvas_write (const BhcCanvas *self,
                  const char *text,
                  double x,
                  double y,
                  double across,
                  double down,
                  int most)
{
  g_autoptr (PangoLayout) layout = make_layout (self, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (most > 0 && width > most)
    {
      pango_layout_set_width (layout, most * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      width = most;
    }
  cairo_move_to (self->cr, x - across * width, y - down * height);
  gdk_cairo_set_source_rgba (self->cr, &self->ink.text);
  pango_cairo_show_layout (self->cr, layout);
}

void
bhc_canvas_measure (const BhcCanvas *self, const char *text, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = make_layout (self, text);

  pango_layout_get_pixel_size (layout, width, height);
}

double
bhc_canvas_turn (const BhcCanvas *self, double x)
{
  return self->rtl ? self->width - x : x;
}
