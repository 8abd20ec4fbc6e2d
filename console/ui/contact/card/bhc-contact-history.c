/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-time.h"
#include "console/ui/toolkit/bhc-dotted.h"

#include "console/ui/contact/card/bhc-contact-history.h"

struct _BhcContactHistory
{
  AdwBin parent_instance;

  GtkBox *rows;
  GtkLabel *title;
};

G_DEFINE_FINAL_TYPE (BhcContactHistory, bhc_contact_history, ADW_TYPE_BIN)

static const struct
{
  const char *status;
  const char *words;
} statuses[] = {
  { "unresolved", NC_ ("conversation", "With the assistant") },
  { "escalated", NC_ ("conversation", "Open") },
  { "resolved", NC_ ("conversation", "Resolved") },
};

static void
bhc_contact_history_class_init (BhcContactHistoryClass *klass)
{
}

static const char *
status_words (const char *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (g_strcmp0 (status, statuses[i].status) == 0)
        return g_dpgettext2 (NULL, "conversation", statuses[i].words);
    }

  return "";
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END,
                "tooltip-text", text, NULL);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, style);
    }
  return label;
}

static void
add_row (BhcContactHistory *self, GVariant *conversation, const char *id)
{
  g_autoptr (GVariant) last =
      g_variant_lookup_value (conversation, "last_message", G_VARIANT_TYPE_VARDICT);
  const char *status = NULL, *body = "";
  gint64 updated_us = 0;
  g_autofree char *moment = NULL;
  g_autofree char *head = NULL;
  g_autofree char *name = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();

  g_variant_lookup (conversation, "status", "&s", &status);
  g_variant_lookup (conversation, "updated_us", "x", &updated_us);
  if (last != NULL)
    g_variant_lookup (last, "body", "&s", &body);
  moment = bhc_time_moment (updated_us);
  head = bhc_dotted (status_words (status), moment, NULL);
  name = g_strdup_printf ("%s, %s", head, body);
  gtk_box_append (GTK_BOX (box), make_label (body, NULL));
  gtk_box_append (GTK_BOX (box), make_label (head, "dim-label"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "contact-conversation");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "places.open-conversation");
  gtk_box_append (self->rows, button);
}

static void
bhc_contact_history_init (BhcContactHistory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
bhc_contact_history_show (BhcContactHistory *self, GVariant *conversations, const char *open)
{
  GtkWidget *row;

  g_return_if_fail (BHC_IS_CONTACT_HISTORY (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  gtk_label_set_label (self->title, open != NULL ? _ ("Other Conversations") : _ ("Conversations"));
  for (gsize i = 0; conversations != NULL && i < g_variant_n_children (conversations); i++)
    {
      g_autoptr (GVariant) conversation = g_variant_get_child_value (conversations, i);
      const char *id = NULL;

      if (g_variant_lookup (conversation, "id", "&s", &id) && g_strcmp0 (id, open) != 0)
        add_row (self, conversation, id);
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->rows)) != NULL);
}
