/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "console/ui/settings/bhc-blame.h"
#include "console/ui/settings/bhc-form.h"
#include "console/ui/settings/bhc-told-secret.h"
#include "console/ui/settings/bhc-trial-view.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/settings/bhc-sheet-window.h"

struct _BhcSheetWindow
{
  AdwWindow parent_instance;

  BhcDesk *desk;
  const BhcCollection *collection;
  BhcSheets *sheets;
  BhcSheet *sheet; /* (nullable) */
  char *id;        /* of a new one, the same however often it is sent */
  BhcForm *form;
  GtkWidget *save;
  GtkWidget *content;
  GtkWidget *extra; /* (nullable) of the collection */
};

G_DEFINE_FINAL_TYPE (BhcSheetWindow, bhc_sheet_window, ADW_TYPE_WINDOW)

static void
bhc_sheet_window_dispose (GObject *object)
{
  BhcSheetWindow *self = BHC_SHEET_WINDOW (object);

  g_clear_object (&self->desk);
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

/* A password that was made here is told once, behind this window. */
static void
finish (BhcSheetWindow *self)
{
  g_autofree char *made = g_strdup (bhc_form_get_made (self->form));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_destroy (GTK_WINDOW (self));
  if (made != NULL && parent != NULL)
    bhc_told_secret_show_password (GTK_WIDGET (parent), made);
}

static void
followed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcSheetWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean followed = g_task_propagate_boolean (G_TASK (result), &error);

  set_busy (self, FALSE);
  bhc_sheets_load (self->sheets);
  if (followed)
    finish (self);
  else
    bhc_blame (self->form, error);
}

static void
follow (BhcSheetWindow *self)
{
  const char *id = self->sheet != NULL ? bhc_sheet_get_id (self->sheet) : self->id;

  set_busy (self, TRUE);
  self->collection->follow (self->extra, id, followed_cb, g_object_ref (self));
}

/* What is there now is changed from now on, not made again. */
static void
find_made (BhcSheetWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sheets));

  for (guint i = 0; self->sheet == NULL && i < n; i++)
    {
      g_autoptr (BhcSheet) sheet = g_list_model_get_item (G_LIST_MODEL (self->sheets), i);

      if (g_str_equal (bhc_sheet_get_id (sheet), self->id))
        g_set_object (&self->sheet, sheet);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcSheetWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = bhc_sheets_save_finish (BHC_SHEETS (source), result, &error);

  set_busy (self, FALSE);
  if (!saved)
    bhc_blame (self->form, error);
  else if (self->extra != NULL)
    {
      find_made (self);
      follow (self);
    }
  else
    finish (self);
}

/* What this operator may not do with it, by the member; @name: NULL for all of it. */
static const char *
refuse (BhcSheetWindow *self, const char *name, GVariant *value)
{
  return self->collection->refuses != NULL
             ? self->collection->refuses (self->desk, self->sheet, name, value)
             : NULL;
}

/* Said while it is chosen.  Returns: whether all of it can be */
static gboolean
check_refused (BhcSheetWindow *self)
{
  gboolean possible = TRUE;

  for (const BhcSetting *setting = self->collection->settings; setting->label != NULL; setting++)
    {
      g_autoptr (GVariant) value =
          setting->name != NULL ? bhc_form_read (self->form, setting->name) : NULL;
      const char *reason = value != NULL ? refuse (self, setting->name, value) : NULL;

      if (reason == NULL)
        continue;
      bhc_form_mark (self->form, setting->name, reason);
      possible = FALSE;
    }
  gtk_widget_set_sensitive (self->save, possible);
  return possible;
}

static void
form_changed_cb (BhcSheetWindow *self)
{
  for (const BhcSetting *setting = self->collection->settings; setting->label != NULL; setting++)
    if (setting->kind == BHC_SETTING_CHOICE && self->collection->refuses != NULL)
      bhc_form_mark (self->form, setting->name, NULL);
  check_refused (self);
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

  if (!bhc_form_check (self->form) || !check_refused (self))
    return;
  if (g_variant_n_children (changes) == 0 && self->sheet != NULL)
    {
      if (self->extra != NULL)
        follow (self);
      else
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

/* ---- what else is done to it ---- */

static void
deed_confirmed (gpointer data)
{
  BhcSheetWindow *self = data;
  const BhcDeed *deed = g_object_get_data (G_OBJECT (self), "deed");
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, deed->member, "b", deed->value);
  set_busy (self, TRUE);
  bhc_sheets_save_async (self->sheets, self->sheet, g_variant_dict_end (&values), saved_cb,
                         g_object_ref (self));
}

static void
deed_cb (GtkWidget *button, BhcSheetWindow *self)
{
  const BhcDeed *deed = g_object_get_data (G_OBJECT (button), "deed");
  g_auto (GStrv) parts = g_strsplit (_ (deed->question), "%s", 2);
  g_autofree char *heading =
      g_strjoinv (bhc_sheet_get_text (self->sheet, self->collection->name), parts);

  g_object_set_data (G_OBJECT (self), "deed", (gpointer) deed);
  bhc_compat_confirm (GTK_WIDGET (self), heading, _ (deed->lost), _ (deed->yes), deed_confirmed,
                      self);
}

static void
add_deeds (BhcSheetWindow *self)
{
  for (const BhcDeed *deed = self->collection->deeds; deed != NULL && deed->label != NULL; deed++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ (deed->label));

      g_object_set_data (G_OBJECT (button), "deed", (gpointer) deed);
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_set_visible (button,
                              bhc_sheet_get_flag (self->sheet, deed->member) != deed->value);
      gtk_widget_set_sensitive (button, refuse (self, deed->member, NULL) == NULL);
      if (deed->value)
        gtk_widget_add_css_class (button, "destructive-action");
      g_signal_connect_object (button, "clicked", G_CALLBACK (deed_cb), self, 0);
      gtk_box_append (GTK_BOX (self->content), button);
    }
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

/* ---- what is in it ---- */

static void
add_reason (BhcSheetWindow *self, const char *reason)
{
  GtkWidget *label = gtk_label_new (reason);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_prepend (GTK_BOX (self->content), label);
}

/* What cannot be done is told before somebody tries.  Each reason once. */
static void
tell_refusals (BhcSheetWindow *self)
{
  const char *last = NULL;

  for (const BhcSetting *setting = self->collection->settings; setting->label != NULL; setting++)
    {
      const char *reason = setting->name != NULL ? refuse (self, setting->name, NULL) : NULL;

      if (reason == NULL)
        continue;
      bhc_form_lock (self->form, setting->name);
      if (last == NULL || !g_str_equal (last, reason))
        add_reason (self, reason);
      last = reason;
    }
}

static void
add_form (BhcSheetWindow *self, gboolean writable)
{
  const BhcCollection *collection = self->collection;

  self->form = BHC_FORM (bhc_form_new (collection->settings));
  if (collection->offer != NULL)
    collection->offer (self->desk, self->form, self->sheet);
  bhc_form_show (self->form, self->sheet != NULL ? bhc_sheet_get_values (self->sheet) : NULL);
  bhc_form_set_writable (self->form, writable && !(collection->fixed && self->sheet != NULL));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->form));
}

static void
fill (BhcSheetWindow *self, BhcDesk *desk, gboolean writable)
{
  const BhcCollection *collection = self->collection;
  gboolean comes_by_itself = collection->add == NULL || collection->kept;

  add_form (self, writable);
  if (writable)
    tell_refusals (self);
  if (collection->extra != NULL)
    gtk_box_append (GTK_BOX (self->content),
                    self->extra = collection->extra (desk, self->sheet, writable));
  for (guint i = 0; writable && i < G_N_ELEMENTS (collection->trials); i++)
    add_trial (self, desk, collection->trials[i]);
  if (self->sheet != NULL && writable)
    add_deeds (self);
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
  bhc_title_fit (ADW_WINDOW (self));
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
  const char *reason;

  self->desk = g_object_ref (desk);
  self->collection = collection;
  self->sheets = g_object_ref (sheets);
  g_set_object (&self->sheet, sheet);
  self->id = bh_id_new ();
  reason = writable ? refuse (self, NULL, NULL) : NULL;
  lay_out (self, writable && reason == NULL);
  fill (self, desk, writable && reason == NULL);
  if (reason != NULL)
    add_reason (self, reason);
  bhc_parts_mend (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
