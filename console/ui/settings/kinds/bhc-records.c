/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-id.h"
#include "console/ui/settings/bhc-form.h"
#include "console/ui/settings/kinds/bhc-kinds-private.h"

/* Several records in one setting: a small form each, which can be added, moved up and taken away.
 */

#define FORM "bhc-record-form"
#define ID "bhc-record-id"         /* of a new one */
#define VALUES "bhc-record-values" /* what it was, with the members that nobody sees */

typedef struct
{
  const BhcSetting *setting;
  GtkWidget *list;
  GtkWidget *add;
  GCallback changed;
  gpointer data;
} Records;

static void
tell_changed (Records *self)
{
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count++;
  gtk_widget_set_sensitive (self->add, self->setting->max == 0 || count < self->setting->max);
  ((void (*) (gpointer)) self->changed) (self->data);
}

static Records *
records_of (GtkWidget *item)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_parent (item)), FORM);
}

static void
remove_cb (GtkWidget *item)
{
  Records *self = records_of (item);
  GtkWidget *next = gtk_widget_get_next_sibling (item);

  gtk_widget_grab_focus (next != NULL ? next : self->add);
  gtk_box_remove (GTK_BOX (self->list), item);
  tell_changed (self);
}

static void
raise_cb (GtkWidget *item)
{
  Records *self = records_of (item);
  GtkWidget *before = gtk_widget_get_prev_sibling (item);

  if (before == NULL)
    return;
  gtk_box_reorder_child_after (GTK_BOX (self->list), before, item);
  tell_changed (self);
}

static GtkWidget *
add_button (GtkWidget *box, const char *icon, const char *words, GCallback pressed, GtkWidget *item)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_object (button, "clicked", pressed, item, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
form_changed_cb (GtkWidget *item)
{
  tell_changed (records_of (item));
}

/* @values: (nullable): a new one. */
static GtkWidget *
add_item (Records *self, GVariant *values)
{
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *form = bhc_form_new (self->setting->of);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  bhc_form_show (BHC_FORM (form), values);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  add_button (buttons, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (raise_cb), item);
  add_button (buttons, "user-trash-symbolic", _ ("Remove"), G_CALLBACK (remove_cb), item);
  gtk_widget_add_css_class (item, "setting-record");
  gtk_box_append (GTK_BOX (item), form);
  gtk_box_append (GTK_BOX (item), buttons);
  g_object_set_data (G_OBJECT (item), FORM, form);
  g_object_set_data_full (G_OBJECT (item), ID, bh_id_new (), g_free);
  if (values != NULL)
    g_object_set_data_full (G_OBJECT (item), VALUES, g_variant_ref (values),
                            (GDestroyNotify) g_variant_unref);
  g_signal_connect_object (form, "changed", G_CALLBACK (form_changed_cb), item, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->list), item);
  return item;
}

static void
add_cb (Records *self)
{
  GtkWidget *item = add_item (self, NULL);

  tell_changed (self);
  gtk_widget_child_focus (item, GTK_DIR_TAB_FORWARD);
}

/* A page may have several that say no more than “Add”. */
static void
name_adder (GtkWidget *button, GtkWidget *title)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  gtk_button_get_child (GTK_BUTTON (button)), title, NULL, -1);
}

static GtkWidget *
make_title (const BhcSetting *setting, GtkWidget *add)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_ (setting->label));
  GtkWidget *hint = gtk_label_new (setting->hint != NULL ? _ (setting->hint) : "");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_widget_add_css_class (hint, "setting-hint");
  gtk_widget_set_visible (hint, setting->hint != NULL);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), hint);
  name_adder (add, title);
  return box;
}

static GtkWidget *
make_records (const BhcSetting *setting, GCallback changed, gpointer data)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Records *self = g_new0 (Records, 1);

  *self = (Records){ setting, gtk_box_new (GTK_ORIENTATION_VERTICAL, 12),
                     gtk_button_new_with_mnemonic (_ ("_Add")), changed, data };
  g_object_set_data_full (G_OBJECT (self->list), FORM, self, g_free);
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_widget_add_css_class (box, "setting-box");
  gtk_box_append (GTK_BOX (box), make_title (setting, self->add));
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (setting->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (setting->label), -1);
  return bhc_setting_row_hold (row, self->list);
}

static void
show_records (GtkWidget *control, const BhcSetting *setting, GVariant *value)
{
  Records *self = g_object_get_data (G_OBJECT (control), FORM);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (control)) != NULL)
    gtk_box_remove (GTK_BOX (control), child);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}")))
    for (gsize i = 0; i < g_variant_n_children (value); i++)
      {
        g_autoptr (GVariant) values = g_variant_get_child_value (value, i);

        add_item (self, values);
      }
  gtk_widget_set_sensitive (self->add, TRUE);
}

/* What it was, with what is written over it; a new one with an id where it has one. */
static GVariant *
read_item (GtkWidget *item, const BhcSetting *setting)
{
  GVariant *old = g_object_get_data (G_OBJECT (item), VALUES);
  BhcForm *form = g_object_get_data (G_OBJECT (item), FORM);
  GVariantDict dict;

  g_variant_dict_init (&dict, old);
  for (const BhcSetting *part = setting->of; part->label != NULL; part++)
    {
      g_autoptr (GVariant) value = bhc_form_read (form, part->name);

      if (value != NULL)
        g_variant_dict_insert_value (&dict, part->name, value);
    }
  if (old == NULL && setting->named)
    g_variant_dict_insert (&dict, "id", "s", g_object_get_data (G_OBJECT (item), ID));
  return g_variant_dict_end (&dict);
}

static GVariant *
read_records (GtkWidget *control, const BhcSetting *setting)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (GtkWidget *child = gtk_widget_get_first_child (control); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_variant_builder_add_value (&builder, read_item (child, setting));
  return g_variant_builder_end (&builder);
}

gboolean
bhc_records_check (GtkWidget *control)
{
  for (GtkWidget *child = gtk_widget_get_first_child (control); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!bhc_form_check (g_object_get_data (G_OBJECT (child), FORM)))
      return FALSE;
  return TRUE;
}

const BhcManner bhc_records_manner = { make_records, show_records, read_records };
