/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-place-button.h"

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
  gtk_widget_set_halign (count, GTK_ALIGN_CENTER);
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

  gtk_button_set_child (GTK_BUTTON (button), make_content (icon, title, count));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "places.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return button;
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
