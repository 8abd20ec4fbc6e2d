/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/kinds/bhc-kinds-private.h"

/* Some of several: a box to tick each. */

static GtkWidget *
make_checks (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (NULL);

  gtk_widget_add_css_class (box, "setting-box");
  gtk_box_append (GTK_BOX (box), title);
  for (const BhcChoice *choice = setting->choices; choice->value != NULL; choice++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_ (choice->label));

      g_object_set_data (G_OBJECT (box), choice->value, check);
      g_signal_connect_swapped (check, "toggled", changed, data);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (setting->label), -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  bhc_setting_row_bind_title (row, title);
  return bhc_setting_row_hold (row, box);
}

static void
show_checks (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  g_autofree const char **words = NULL;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    words = g_variant_get_strv (value, NULL);
  for (const BhcChoice *choice = setting->choices; choice->value != NULL; choice++)
    gtk_check_button_set_active (g_object_get_data (G_OBJECT (control), choice->value),
                                 words != NULL && g_strv_contains (words, choice->value));
}

static GVariant *
read_checks (GtkWidget *control, const BhcSetting *setting)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (const BhcChoice *choice = setting->choices; choice->value != NULL; choice++)
    if (gtk_check_button_get_active (g_object_get_data (G_OBJECT (control), choice->value)))
      g_variant_builder_add (&builder, "s", choice->value);
  return g_variant_builder_end (&builder);
}

const BhcManner bhc_checks_manner = { make_checks, show_checks, read_checks };
