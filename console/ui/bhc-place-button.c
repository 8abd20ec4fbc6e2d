/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-place-button.h"

#define BUTTON_PADDING 8 /* on both sides together */
#define COUNT_OFFSET 16  /* from the icon's edge: behind it, whatever the size of the text */

static GtkWidget *
make_content (const char *icon_name, const char *words, GtkLabel **counted)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *title = gtk_label_new (words);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), icon);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END); /* a bar of many is narrow */
  gtk_widget_add_css_class (title, "caption");
  gtk_box_append (GTK_BOX (content), overlay);
  gtk_box_append (GTK_BOX (content), title);
  gtk_widget_set_halign (overlay, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (content, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (count, GTK_ALIGN_START);
  gtk_widget_set_margin_start (count, COUNT_OFFSET);
  gtk_widget_set_valign (count, GTK_ALIGN_START);
  gtk_widget_add_css_class (count, "place-count");
  gtk_widget_set_visible (count, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), count);
  *counted = GTK_LABEL (count);

  return content;
}

GtkWidget *
bhc_place_button_new (const char *place, const char *icon, const char *title, GtkLabel **count)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *content = make_content (icon, title, count);

  gtk_button_set_child (GTK_BUTTON (button), content);
  g_object_set_data (G_OBJECT (button), "title", gtk_widget_get_last_child (content));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "places.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return button;
}

static void
show_title (GtkWidget *button, gboolean shown)
{
  GtkWidget *title = g_object_get_data (G_OBJECT (button), "title");

  gtk_widget_set_hexpand (button, TRUE);
  if (title == NULL)
    return;

  gtk_widget_set_visible (title, shown);
  gtk_widget_set_tooltip_text (button, shown ? NULL : gtk_label_get_text (GTK_LABEL (title)));
}

/* With words, whether they are shown or not. */
static int
full_width (GtkWidget *bar)
{
  int width = 0;

  for (GtkWidget *button = gtk_widget_get_first_child (bar); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *title = g_object_get_data (G_OBJECT (button), "title");
      g_autoptr (PangoLayout) words = NULL;
      int minimum, extent = 0;

      gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (title != NULL)
        {
          words = pango_layout_copy (gtk_label_get_layout (GTK_LABEL (title)));
          pango_layout_get_pixel_size (words, &extent, NULL);
        }
      width += MAX (minimum, extent + BUTTON_PADDING);
    }

  return width;
}

static gboolean
fit_cb (gpointer data)
{
  gboolean shown = GPOINTER_TO_INT (g_object_get_data (data, "words"));

  for (GtkWidget *button = gtk_widget_get_first_child (data); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    show_title (button, shown);

  return G_SOURCE_REMOVE;
}

void
bhc_place_button_fit (GtkWidget *bar, int width)
{
  int fits = full_width (bar) <= width - BUTTON_PADDING ? 1 : -1;

  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (bar), "fits")) == fits)
    return;

  g_object_set_data (G_OBJECT (bar), "fits", GINT_TO_POINTER (fits));
  g_object_set_data (G_OBJECT (bar), "words", GINT_TO_POINTER (fits > 0));
  g_idle_add_full (GDK_PRIORITY_REDRAW, fit_cb, g_object_ref (bar), g_object_unref);
}

GtkWidget *
bhc_place_button_new_settings (void)
{
  const char *title = g_dpgettext2 (NULL, "place", NC_ ("place", "Settings"));
  GtkWidget *button = gtk_button_new_from_icon_name ("emblem-system-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.settings");
  gtk_widget_set_tooltip_text (button, title);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return button;
}
