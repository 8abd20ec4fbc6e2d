/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/contact/card/bhc-contact-attributes.h"

struct _BhcContactAttributes
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkBox *rows;
};

enum
{
  EDIT,
  REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcContactAttributes, bhc_contact_attributes, ADW_TYPE_BIN)

static void
bhc_contact_attributes_class_init (BhcContactAttributesClass *klass)
{
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static const char *
word_of (GtkWidget *button, const char *which)
{
  return g_object_get_data (G_OBJECT (button), which);
}

static void
edit_cb (BhcContactAttributes *self, GtkWidget *button)
{
  g_signal_emit (self, signals[EDIT], 0, word_of (button, "bhc-key"),
                 word_of (button, "bhc-value"));
}

static void
remove_cb (BhcContactAttributes *self, GtkWidget *button)
{
  g_signal_emit (self, signals[REMOVE], 0, word_of (button, "bhc-key"));
}

/* @name: what a screen reader says of it. */
static GtkWidget *
make_button (BhcContactAttributes *self,
             const char *icon,
             const char *name,
             GCallback clicked,
             const char *key,
             const char *value)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-icon");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "bhc-key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (button), "bhc-value", g_strdup (value), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  else
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static void
add_row (BhcContactAttributes *self, const char *key, const char *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = make_label (key, "caption");
  g_autofree char *edit = g_strdup_printf (_ ("Edit “%s”"), key);
  g_autofree char *remove = g_strdup_printf (_ ("Remove “%s”"), key);

  gtk_widget_add_css_class (title, "dim-label");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), make_label (value, NULL));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), make_button (self, "bellhop-edit-symbolic", edit,
                                              G_CALLBACK (edit_cb), key, value));
  gtk_box_append (GTK_BOX (row), make_button (self, "user-trash-symbolic", remove,
                                              G_CALLBACK (remove_cb), key, value));
  gtk_widget_add_css_class (row, "fact");
  gtk_box_append (self->rows, row);
}

static void
bhc_contact_attributes_init (BhcContactAttributes *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title =
      g_object_new (GTK_TYPE_LABEL, "label", _ ("Attributes"), "xalign", 0.0, "hexpand", TRUE,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  GtkWidget *add;

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), title);
  add = make_button (self, "list-add-symbolic", _ ("Add Attribute"), G_CALLBACK (edit_cb), NULL,
                     NULL);
  gtk_widget_set_valign (add, GTK_ALIGN_END);
  gtk_widget_add_css_class (add, "beside-heading");
  gtk_box_append (GTK_BOX (head), add);
  gtk_box_append (self->box, head);
  gtk_box_append (self->box, GTK_WIDGET (self->rows));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

void
bhc_contact_attributes_show (BhcContactAttributes *self, GVariant *attributes)
{
  GtkWidget *row;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_return_if_fail (BHC_IS_CONTACT_ATTRIBUTES (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  if (attributes == NULL)
    return;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autofree char *other = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
                                   ? NULL
                                   : g_variant_print (value, FALSE);

      add_row (self, key, other != NULL ? other : g_variant_get_string (value, NULL));
    }
}
