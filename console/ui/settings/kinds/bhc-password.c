/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-id.h"
#include "console/ui/settings/kinds/bhc-kinds-private.h"

#define MADE "bhc-made" /* of a row, the password that was made for it */
#define LENGTH 16       /* characters of one: 96 random bits */

static void
make_cb (GtkEditable *row)
{
  g_autofree char *token = bh_token_new ();

  token[LENGTH] = '\0';
  g_object_set_data_full (G_OBJECT (row), MADE, g_strdup (token), g_free);
  gtk_editable_set_text (row, token);
}

static GtkWidget *
make_password (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_password_entry_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  const char *made = _ ("Generate a password, told when it is saved");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  if (setting->hint != NULL)
    gtk_widget_set_tooltip_text (row, _ (setting->hint));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, made);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, made, -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (make_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (row, "changed", changed, data);
  return bhc_setting_row_hold (row, row);
}

/* None is ever shown. */
static void
show_password (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  gtk_editable_set_text (GTK_EDITABLE (control), "");
}

static GVariant *
read_password (GtkWidget *control, const BhcSetting *setting)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (control));

  return *text != '\0' ? g_variant_new_string (text) : NULL;
}

const char *
bhc_password_get_made (GtkWidget *control)
{
  const char *made = g_object_get_data (G_OBJECT (control), MADE);

  return g_strcmp0 (made, gtk_editable_get_text (GTK_EDITABLE (control))) == 0 ? made : NULL;
}

const BhcManner bhc_password_manner = { make_password, show_password, read_password };
