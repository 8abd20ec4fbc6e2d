/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-time.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/contact/card/bhc-contact-notes.h"

struct _BhcContactNotes
{
  AdwBin parent_instance;

  GtkBox *rows;
  GtkEditable *entry;
};

enum
{
  ADD,
  REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcContactNotes, bhc_contact_notes, ADW_TYPE_BIN)

static void
bhc_contact_notes_class_init (BhcContactNotesClass *klass)
{
  signals[ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
entered_cb (BhcContactNotes *self)
{
  g_autofree char *body = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*body != '\0')
    g_signal_emit (self, signals[ADD], 0, body);
}

static void
remove_cb (BhcContactNotes *self, GtkWidget *button)
{
  g_signal_emit (self, signals[REMOVE], 0, g_object_get_data (G_OBJECT (button), "bhc-id"));
}

static GtkWidget *
make_remove (BhcContactNotes *self, const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-icon");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Remove Note"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove Note"), -1);
  g_object_set_data_full (G_OBJECT (button), "bhc-id", g_strdup (id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "selectable",
                style == NULL, NULL);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, style);
    }
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_row (BhcContactNotes *self, GVariant *note, const char *me, gboolean all)
{
  g_autoptr (GVariant) author = g_variant_lookup_value (note, "operator", G_VARIANT_TYPE_VARDICT);
  const char *id = "", *body = "", *who = "", *who_id = NULL;
  gint64 created_us = 0;
  g_autofree char *moment = NULL;
  g_autofree char *head = NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_variant_lookup (note, "id", "&s", &id);
  g_variant_lookup (note, "body", "&s", &body);
  g_variant_lookup (note, "created_us", "x", &created_us);
  if (author != NULL)
    {
      g_variant_lookup (author, "name", "&s", &who);
      g_variant_lookup (author, "id", "&s", &who_id);
    }
  moment = bhc_time_moment (created_us);
  head = bhc_dotted (who, moment, NULL);
  add_label (words, head, "dim-label");
  add_label (words, body, NULL);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  if (all || g_strcmp0 (who_id, me) == 0)
    gtk_box_append (GTK_BOX (row), make_remove (self, id));
  gtk_widget_add_css_class (row, "contact-note");
  gtk_box_append (self->rows, row);
}

/* GTK leaves the sign at the end of the field without a name. */
static void
name_sign (GtkWidget *entry)
{
  for (GtkWidget *child = gtk_widget_get_first_child (entry); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_IMAGE (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Add Note"), -1);
}

static void
bhc_contact_notes_init (BhcContactNotes *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ ("Notes"), "xalign", 0.0,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (title, "heading");
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  self->entry = GTK_EDITABLE (entry);
  g_object_set (entry, "placeholder-text", _ ("Add a note"), "secondary-icon-name",
                "list-add-symbolic", "secondary-icon-tooltip-text", _ ("Add Note"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a note for the team"), -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "icon-press", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), entry);
  adw_bin_set_child (ADW_BIN (self), box);
  bhc_parts_mend (GTK_WIDGET (self));
  name_sign (entry);
}

void
bhc_contact_notes_show (BhcContactNotes *self, GVariant *notes, const char *me, gboolean all)
{
  GtkWidget *row;

  g_return_if_fail (BHC_IS_CONTACT_NOTES (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (gsize i = 0; notes != NULL && i < g_variant_n_children (notes); i++)
    {
      g_autoptr (GVariant) note = g_variant_get_child_value (notes, i);

      add_row (self, note, me, all);
    }
}

void
bhc_contact_notes_clear (BhcContactNotes *self)
{
  g_return_if_fail (BHC_IS_CONTACT_NOTES (self));

  gtk_editable_set_text (self->entry, "");
}
