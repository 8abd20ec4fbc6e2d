/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/kinds/bhc-kinds-private.h"

/* A colour: typed, or picked with the button behind it.  Either follows the other. */

static void
typed_cb (GtkEditable *entry, GtkColorChooser *button)
{
  GdkRGBA color;

  if (gdk_rgba_parse (&color, gtk_editable_get_text (entry)))
    gtk_color_chooser_set_rgba (button, &color);
}

static void
picked_cb (GtkColorChooser *button, GtkEditable *entry)
{
  GdkRGBA color;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (button, &color);
  text = g_strdup_printf ("#%02x%02x%02x", (guint) (color.red * 255 + 0.5f),
                          (guint) (color.green * 255 + 0.5f), (guint) (color.blue * 255 + 0.5f));
  gtk_editable_set_text (entry, text);
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static GtkWidget *
make_color (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *button = gtk_color_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Pick “%s”"), _ (setting->label));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), button, 0);
  g_signal_connect_object (button, "color-set", G_CALLBACK (picked_cb), row, 0);
  g_signal_connect_swapped (row, "changed", changed, data);
  return bhc_setting_row_hold (row, row);
}

G_GNUC_END_IGNORE_DEPRECATIONS

static void
show_color (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  gboolean given = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);

  gtk_editable_set_text (GTK_EDITABLE (control), given ? g_variant_get_string (value, NULL) : "");
}

static GVariant *
read_color (GtkWidget *control, const BhcSetting *setting)
{
  return g_variant_new_string (gtk_editable_get_text (GTK_EDITABLE (control)));
}

const BhcManner bhc_color_manner = { make_color, show_color, read_color };
