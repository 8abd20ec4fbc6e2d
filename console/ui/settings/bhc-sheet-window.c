/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "console/ui/bhc-compat.h"
#include "console/ui/settings/bhc-blame.h"
#include "console/ui/settings/bhc-form.h"
#include "console/ui/settings/bhc-trial-view.h"

#include "console/ui/settings/bhc-sheet-window.h"

struct _BhcSheetWindow
{
  AdwWindow parent_instance;

  const BhcCollection *collection;
  BhcSheets *sheets;
  BhcSheet *sheet; /* (nullable) */
  char *id;        /* of a new one, the same however often it is sent */
  BhcForm *form;
  GtkWidget *save;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (BhcSheetWindow, bhc_sheet_window, ADW_TYPE_WINDOW)

static void
bhc_sheet_window_dispose (GObject *object)
{
  BhcSheetWindow *self = BHC_SHEET_WINDOW (object);

  g_clear_object (&self->sheets);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (bhc_sheet_window_parent_class)->dispose (object);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static void
bhc_sheet_window_class_init (BhcSheetWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_sheet_window_dispose;

  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, close_cb, NULL);
}

static void
bhc_sheet_window_init (BhcSheetWindow *self)
{
}

static void
set_busy (BhcSheetWindow *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->content, !busy);
  gtk_widget_set_sensitive (self->save, !busy);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcSheetWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = bhc_sheets_save_finish (BHC_SHEETS (source), result, &error);

  set_busy (self, FALSE);
  if (saved)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    bhc_blame (self->form, error);
}

/* Returns: (transfer full) */
static GVariant *
with_id (BhcSheetWindow *self, GVariant *changes)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, changes);
  if (self->sheet == NULL)
    g_variant_dict_insert (&dict, "id", "s", self->id);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static void
save_cb (BhcSheetWindow *self)
{
  g_autoptr (GVariant) changes = bhc_form_read_changes (self->form);
  g_autoptr (GVariant) sent = with_id (self, changes);

  if (!bhc_form_check (self->form))
    return;
  if (g_variant_n_children (changes) == 0)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  set_busy (self, TRUE);
  bhc_sheets_save_async (self->sheets, self->sheet, sent, saved_cb, g_object_ref (self));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcSheetWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean removed = bhc_sheets_remove_finish (BHC_SHEETS (source), result, &error);

  set_busy (self, FALSE);
  if (removed)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    bhc_blame (self->form, error);
}

static void
remove_confirmed (gpointer data)
{
  BhcSheetWindow *self = data;

  set_busy (self, TRUE);
  bhc_sheets_remove_async (self->sheets, self->sheet, removed_cb, g_object_ref (self));
}

static void
remove_cb (BhcSheetWindow *self)
{
  const BhcCollection *collection = self->collection;
  gboolean revoke = collection->remove != NULL;
  const char *name = bhc_sheet_get_text (self->sheet, collection->name);
  g_autofree char *heading =
      g_strdup_printf (revoke ? _ ("Revoke “%s”?") : _ ("Delete “%s”?"), name);

  bhc_compat_confirm (GTK_WIDGET (self), heading,
                      collection->lost != NULL ? _ (collection->lost)
                                               : _ ("This cannot be undone."),
                      revoke ? _ ("_Revoke") : _ ("_Delete"), remove_confirmed, self);
}

static GtkWidget *
make_header (BhcSheetWindow *self, gboolean writable)
{
  GtkWidget *header = adw_header_bar_new ();
  gboolean fixed = self->collection->fixed && self->sheet != NULL;
  GtkWidget *cancel =
      gtk_button_new_with_mnemonic (writable && !fixed ? _ ("_Cancel") : _ ("_Close"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  self->save = gtk_button_new_with_mnemonic (self->sheet != NULL ? _ ("_Save") : _ ("_Add"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_visible (self->save, writable && !fixed);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
  return header;
}

static GtkWidget *
make_delete (BhcSheetWindow *self)
{
  const char *label = self->collection->remove;
  GtkWidget *button = gtk_button_new_with_mnemonic (label != NULL ? _ (label) : _ ("_Delete…"));

  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
reload_cb (BhcSheetWindow *self)
{
  bhc_sheets_load (self->sheets);
}

static void
add_trial (BhcSheetWindow *self, BhcDesk *desk, const BhcTrial *trial)
{
  GtkWidget *view;

  if (trial == NULL || (self->sheet == NULL && trial->carried == NULL))
    return;
  view = bhc_trial_view_new (desk, trial, self->form, self->sheet);
  if (self->collection->fixed)
    g_signal_connect_object (view, "ran", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->content), view);
}

static void
fill (BhcSheetWindow *self, BhcDesk *desk, gboolean writable)
{
  const BhcCollection *collection = self->collection;
  gboolean comes_by_itself = collection->add == NULL;

  self->form = BHC_FORM (bhc_form_new (self->collection->settings));
  bhc_form_show (self->form, self->sheet != NULL ? bhc_sheet_get_values (self->sheet) : NULL);
  bhc_form_set_writable (self->form, writable && !(collection->fixed && self->sheet != NULL));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->form));
  for (guint i = 0; writable && i < G_N_ELEMENTS (collection->trials); i++)
    add_trial (self, desk, collection->trials[i]);
  if (self->sheet != NULL && writable && !comes_by_itself)
    gtk_box_append (GTK_BOX (self->content), make_delete (self));
}

static void
lay_out (BhcSheetWindow *self, gboolean writable)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_add_css_class (self->content, "settings-content");
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (self, writable));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
bhc_sheet_window_new (GtkWindow *parent,
                      BhcDesk *desk,
                      const BhcCollection *collection,
                      BhcSheets *sheets,
                      BhcSheet *sheet,
                      gboolean writable)
{
  BhcSheetWindow *self =
      g_object_new (BHC_TYPE_SHEET_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                    sheet != NULL ? _ (collection->change) : _ (collection->add), "default-width",
                    560, "default-height", 640, NULL);

  self->collection = collection;
  self->sheets = g_object_ref (sheets);
  g_set_object (&self->sheet, sheet);
  self->id = bh_id_new ();
  lay_out (self, writable);
  fill (self, desk, writable);
  bhc_compat_name_parts (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
