/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-ask.h"
#include "console/model/contacts/bhc-contact-list.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/bhc-problem.h"
#include "console/ui/contact/deeds/bhc-merge-window.h"

struct _BhcMergeWindow
{
  AdwWindow parent_instance;

  BhcDesk *desk;
  BhcContactList *contacts;
  GListModel *others; /* of them, without whom it is about */
  char *id;

  GtkWidget *merge;
  GtkEditable *search;
  GtkListBox *list;
  GtkLabel *state;
  GtkWidget *both;
  GtkLabel *goes;
  GtkLabel *stays;
  GtkLabel *problem;
};

enum
{
  MERGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcMergeWindow, bhc_merge_window, ADW_TYPE_WINDOW)

static BhcContactEntry *
entry_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "bhc-entry");
}

static char *
count_words (guint n)
{
  return g_strdup_printf (ngettext ("%u conversation", "%u conversations", n), n);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  BhcContactEntry *entry = item;
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", bhc_contact_entry_get_name (entry),
                                 "use-markup", FALSE, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), bhc_contact_entry_get_email (entry));
  g_object_set_data_full (G_OBJECT (row), "bhc-entry", g_object_ref (entry), g_object_unref);
  return row;
}

/* Nobody is merged into themselves. */
static gboolean
is_another (gpointer entry, gpointer data)
{
  return g_strcmp0 (bhc_contact_entry_get_id (entry), BHC_MERGE_WINDOW (data)->id) != 0;
}

static void
show_state (BhcMergeWindow *self)
{
  const GError *error = bhc_contact_list_get_error (self->contacts);
  guint n = g_list_model_get_n_items (self->others);
  const char *words = NULL;

  if (self->state == NULL)
    return;
  if (error != NULL)
    words = error->message;
  else if (n == 0)
    words = bhc_contact_list_is_loading (self->contacts) ? _ ("Looking…") : _ ("Nobody was found");
  bhc_compat_set_status (self->state, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), words == NULL);
}

static void
selected_cb (BhcMergeWindow *self)
{
  GtkListBoxRow *row = self->merge != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;
  BhcContactEntry *entry = row != NULL ? entry_of (row) : NULL;
  g_autofree char *count = NULL;
  g_autofree char *words = NULL;

  if (self->merge == NULL)
    return;
  gtk_widget_set_sensitive (self->merge, entry != NULL);
  gtk_widget_set_visible (self->both, entry != NULL);
  if (entry == NULL)
    return;

  count = count_words (bhc_contact_entry_get_n_conversations (entry));
  words = g_strdup_printf ("%s\n%s\n%s", bhc_contact_entry_get_name (entry),
                           bhc_contact_entry_get_email (entry), count);
  gtk_label_set_label (self->stays, words);
}

static void
searched_cb (BhcMergeWindow *self)
{
  bhc_contact_list_search (self->contacts, gtk_editable_get_text (self->search));
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcMergeWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  GtkListBoxRow *row = self->merge != NULL ? gtk_list_box_get_selected_row (self->list) : NULL;

  if (self->merge == NULL) /* closed meanwhile */
    return;
  if (answer != NULL)
    {
      if (row != NULL)
        g_signal_emit (self, signals[MERGED], 0, bhc_contact_entry_get_id (entry_of (row)));
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->merge, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), TRUE);
  bhc_problem_show (self->problem, error->message);
}

static void
merge_cb (BhcMergeWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autofree char *path = g_strdup_printf ("/v1/desk/contacts/%s/merge", self->id);
  GVariantDict values;

  if (row == NULL)
    return;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "into", "s", bhc_contact_entry_get_id (entry_of (row)));
  gtk_widget_set_sensitive (self->merge, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE); /* nobody else is meant any more */
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), FALSE);
  bhc_desk_ask_async (self->desk, "POST", path, g_variant_dict_end (&values), NULL, merged_cb,
                      g_object_ref (self));
}

static void
bhc_merge_window_dispose (GObject *object)
{
  BhcMergeWindow *self = BHC_MERGE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_MERGE_WINDOW);
  g_clear_object (&self->others);
  g_clear_object (&self->contacts);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (bhc_merge_window_parent_class)->dispose (object);
}

static void
bhc_merge_window_class_init (BhcMergeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_merge_window_dispose;
  signals[MERGED] = g_signal_new ("merged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-merge-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, merge);
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, search);
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, state);
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, both);
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, goes);
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, stays);
  gtk_widget_class_bind_template_child (widget_class, BhcMergeWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
}

static void
bhc_merge_window_init (BhcMergeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit (ADW_WINDOW (self));
  bhc_parts_mend (GTK_WIDGET (self));
}

GtkWidget *
bhc_merge_window_new (GtkWidget *above,
                      BhcDesk *desk,
                      const char *id,
                      const char *name,
                      const char *email)
{
  GtkRoot *root = gtk_widget_get_root (above);
  BhcMergeWindow *self = g_object_new (BHC_TYPE_MERGE_WINDOW, "transient-for",
                                       GTK_IS_WINDOW (root) ? root : NULL, NULL);
  g_autofree char *words = g_strdup_printf ("%s\n%s", name, email != NULL ? email : "");

  self->desk = g_object_ref (desk);
  self->id = g_strdup (id);
  gtk_label_set_label (self->goes, words);
  self->contacts = bhc_contact_list_new (desk);
  self->others = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->contacts)),
                                 GTK_FILTER (gtk_custom_filter_new (is_another, self, NULL))));
  g_signal_connect_object (self->contacts, "changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, self->others, create_row, NULL, NULL);
  bhc_contact_list_search (self->contacts, "");
  return GTK_WIDGET (self);
}
