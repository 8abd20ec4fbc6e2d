/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/kinds/bhc-kinds-private.h"

#define ID "bhc-id" /* of a box to tick */
#define TELL "bhc-tell"

/* Some of those that are offered: a box to tick each. */

typedef struct
{
  GCallback changed;
  gpointer data;
} Tell;

static GtkWidget *
make_members (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_ (setting->label));
  Tell *tell = g_new0 (Tell, 1);

  *tell = (Tell){ changed, data };
  g_object_set_data_full (G_OBJECT (box), TELL, tell, g_free);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (outer, "setting-box");
  gtk_box_append (GTK_BOX (outer), title);
  gtk_box_append (GTK_BOX (outer), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (setting->label), -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), outer);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  return bhc_setting_row_hold (row, box);
}

void
bhc_members_offer (GtkWidget *control, const char *const *ids, const char *const *names)
{
  const Tell *tell = g_object_get_data (G_OBJECT (control), TELL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (control)) != NULL)
    gtk_box_remove (GTK_BOX (control), child);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (names[i]);

      g_object_set_data_full (G_OBJECT (check), ID, g_strdup (ids[i]), g_free);
      g_signal_connect_swapped (check, "toggled", tell->changed, tell->data);
      gtk_box_append (GTK_BOX (control), check);
    }
}

static void
show_members (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  g_autofree const char **ids = NULL;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    ids = g_variant_get_strv (value, NULL);
  for (GtkWidget *check = gtk_widget_get_first_child (control); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (
        GTK_CHECK_BUTTON (check),
        ids != NULL && g_strv_contains (ids, g_object_get_data (G_OBJECT (check), ID)));
}

static GVariant *
read_members (GtkWidget *control, const BhcSetting *setting)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (GtkWidget *check = gtk_widget_get_first_child (control); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_variant_builder_add (&builder, "s", g_object_get_data (G_OBJECT (check), ID));
  return g_variant_builder_end (&builder);
}

const BhcManner bhc_members_manner = { make_members, show_members, read_members };
