/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-toast-place.h"

#define BARS_MAX 3 /* one above the other */

static gboolean
is_bar (GtkWidget *widget)
{
  static const char *const classes[] = { "place-bar", "offline-bar", "bulk-bar" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (gtk_widget_has_css_class (widget, classes[i]))
      return TRUE;
  return GTK_IS_ACTION_BAR (widget);
}

/* Of the bar that ends at @bottom: where it begins.  Without one: @bottom. */
static int
find_top (GtkWidget *pages, int bottom)
{
  GtkWidget *found = gtk_widget_pick (pages, gtk_widget_get_width (pages) / 2.0, bottom - 2.0,
                                      GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);
  graphene_rect_t bounds;

  while (found != NULL && found != pages && !is_bar (found))
    found = gtk_widget_get_parent (found);
  if (found == NULL || found == pages || !gtk_widget_compute_bounds (found, pages, &bounds))
    return bottom;
  return MIN (bottom, (int) bounds.origin.y);
}

/* The pages have their places before what lies over them. */
static gboolean
place_cb (GtkOverlay *overlay, GtkWidget *toasts, GdkRectangle *place)
{
  GtkWidget *pages = gtk_overlay_get_child (overlay);
  int width = gtk_widget_get_width (pages);
  int bottom = gtk_widget_get_height (pages);
  int natural;

  for (guint i = 0; i < BARS_MAX && bottom > 2; i++)
    bottom = find_top (pages, bottom);
  gtk_widget_measure (toasts, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  place->width = MIN (natural, width);
  gtk_widget_measure (toasts, GTK_ORIENTATION_VERTICAL, place->width, NULL, &natural, NULL, NULL);
  place->height = natural;
  place->x = (width - place->width) / 2;
  place->y = bottom - natural;
  return TRUE;
}

void
bhc_toast_place_keep (GtkOverlay *overlay)
{
  g_return_if_fail (GTK_IS_OVERLAY (overlay));

  g_signal_connect (overlay, "get-child-position", G_CALLBACK (place_cb), NULL);
}
