/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-title.h"

static void
fitted_cb (AdwSqueezer *place, GParamSpec *pspec, GtkWidget *heading)
{
  gtk_widget_set_visible (heading, adw_squeezer_get_visible_child (place) == NULL);
}

static GtkWidget *
make_heading (void)
{
  GtkWidget *heading =
      g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify",
                    GTK_JUSTIFY_CENTER, "visible", FALSE, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, "window-heading");
  return heading;
}

void
bhc_title_fit (AdwWindow *window)
{
  GtkWidget *content = adw_window_get_content (window);
  GtkWidget *bar = gtk_widget_get_first_child (content);
  GtkWidget *title = adw_window_title_new (NULL, NULL);
  GtkWidget *place = adw_squeezer_new ();
  GtkWidget *heading = make_heading ();

  g_object_bind_property (window, "title", title, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (window, "title", heading, "label", G_BINDING_SYNC_CREATE);
  adw_squeezer_set_allow_none (ADW_SQUEEZER (place), TRUE);
  adw_squeezer_set_switch_threshold_policy (ADW_SQUEEZER (place),
                                            ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_squeezer_add (ADW_SQUEEZER (place), title);
  g_signal_connect_object (place, "notify::visible-child", G_CALLBACK (fitted_cb), heading, 0);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), place);
  gtk_box_insert_child_after (GTK_BOX (content), heading, bar);
}
