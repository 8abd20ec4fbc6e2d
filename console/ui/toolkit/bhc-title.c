/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-title.h"

/* A bar without room for its title has it as a heading. */
static void
fitted_cb (GtkWidget *heading)
{
  AdwSqueezer *place = g_object_get_data (G_OBJECT (heading), "place");
  GtkWidget *title = gtk_widget_get_first_child (GTK_WIDGET (place));

  gtk_widget_set_visible (heading, gtk_widget_get_visible (title) &&
                                       adw_squeezer_get_visible_child (place) == NULL);
}

static void
add_heading (GtkWidget *bar, GtkWidget *title, AdwSqueezer *place, const char *style)
{
  GtkWidget *heading =
      g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify",
                    GTK_JUSTIFY_CENTER, "visible", FALSE, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, style);
  g_object_set_data (G_OBJECT (heading), "place", place);
  g_object_bind_property (title, "title", heading, "label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (title, "subtitle", heading, "tooltip-text", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (place, "notify::visible-child", G_CALLBACK (fitted_cb), heading,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (title, "notify::visible", G_CALLBACK (fitted_cb), heading,
                           G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (bar)), heading, bar);
}

/* What there is room for first. */
static GtkWidget *
make_short (GtkWidget *title)
{
  GtkWidget *alone = adw_window_title_new (NULL, NULL);

  g_object_bind_property (title, "title", alone, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (title, "subtitle", alone, "tooltip-text", G_BINDING_SYNC_CREATE);
  g_object_bind_property (title, "visible", alone, "visible", G_BINDING_SYNC_CREATE);
  return alone;
}

static AdwSqueezer *
put_title (AdwHeaderBar *bar, GtkWidget *title)
{
  AdwSqueezer *place = ADW_SQUEEZER (adw_squeezer_new ());

  adw_squeezer_set_allow_none (place, TRUE);
  adw_squeezer_set_homogeneous (place, FALSE);
  adw_squeezer_set_switch_threshold_policy (place, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_header_bar_set_title_widget (bar, GTK_WIDGET (place));
  adw_squeezer_add (place, title);
  return place;
}

void
bhc_title_fit (AdwWindow *window)
{
  GtkWidget *bar = gtk_widget_get_first_child (adw_window_get_content (window));
  GtkWidget *title = adw_window_title_new (NULL, NULL);

  g_object_bind_property (window, "title", title, "title", G_BINDING_SYNC_CREATE);
  add_heading (bar, title, put_title (ADW_HEADER_BAR (bar), title), "window-heading");
}

void
bhc_title_fit_bar (AdwWindowTitle *title, gboolean below)
{
  g_autoptr (GtkWidget) held = g_object_ref (GTK_WIDGET (title));
  GtkWidget *bar = gtk_widget_get_ancestor (held, ADW_TYPE_HEADER_BAR);
  AdwSqueezer *place = put_title (ADW_HEADER_BAR (bar), held);

  adw_squeezer_add (place, make_short (held));
  if (below)
    add_heading (bar, held, place, "bar-heading");
}
