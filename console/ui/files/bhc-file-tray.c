/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/files/bhc-file-name.h"
#include "console/ui/toolkit/bhc-size.h"

#include "console/ui/files/bhc-file-tray.h"

#define NAME_MAX_CHARS 24

struct _BhcFileTray
{
  AdwBin parent_instance;

  BhcFiles *files;               /* (nullable) */
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  GPtrArray *list;               /* of BhAttachment */
  guint reading;                 /* that are not on the list yet */
  guint generation;              /* of what is being written: what comes late is not for it */

  GtkWidget *chips;
  GtkLabel *problem;
};

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* One that is being read. */
typedef struct
{
  BhcFileTray *tray;
  guint generation;
  char *name;
} Reading;

G_DEFINE_FINAL_TYPE (BhcFileTray, bhc_file_tray, ADW_TYPE_BIN)

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->tray);
  g_free (reading->name);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
tell (BhcFileTray *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *problem != '\0');
}

static void show (BhcFileTray *self);

static void
remove_cb (GtkButton *button, BhcFileTray *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "attachment");

  for (guint i = 0; i < self->list->len; i++)
    {
      BhAttachment *each = g_ptr_array_index (self->list, i);

      if (g_strcmp0 (each->id, id) != 0)
        continue;
      if (self->files != NULL)
        bhc_files_drop (self->files, each);
      g_ptr_array_remove_index (self->list, i);
      break;
    }
  tell (self, "");
  show (self);
}

static GtkWidget *
make_chip (BhcFileTray *self, const BhAttachment *attachment)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *size = bhc_size_words (attachment->size);
  g_autofree char *verb = g_strdup_printf (_ ("Remove %s"), attachment->name);
  GtkWidget *words = gtk_label_new (size);
  GtkWidget *away = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (words, "caption");
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_tooltip_text (away, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (away), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  gtk_widget_add_css_class (away, "flat");
  gtk_widget_add_css_class (away, "circular");
  g_object_set_data_full (G_OBJECT (away), "attachment", g_strdup (attachment->id), g_free);
  g_signal_connect_object (away, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (chip), bhc_file_name_new (attachment->name, NAME_MAX_CHARS));
  gtk_box_append (GTK_BOX (chip), words);
  gtk_box_append (GTK_BOX (chip), away);
  gtk_widget_add_css_class (chip, "file-chip");
  return chip;
}

/* The button in it has the focus, not the place that GTK puts around it. */
static void
add_chip (BhcFileTray *self, const BhAttachment *attachment)
{
  GtkWidget *chip = make_chip (self, attachment);

  gtk_flow_box_append (GTK_FLOW_BOX (self->chips), chip);
  gtk_widget_set_halign (gtk_widget_get_parent (chip), GTK_ALIGN_START);
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (chip)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, attachment->name, -1);
}

static void
show (BhcFileTray *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->chips), child);
  for (guint i = 0; i < self->list->len; i++)
    add_chip (self, g_ptr_array_index (self->list, i));
  gtk_widget_set_visible (self->chips, self->list->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  BhcFileTray *self = reading->tray;
  g_autoptr (GError) error = NULL;
  BhAttachment *taken = bhc_files_take_finish (BHC_FILES (source), result, &error);
  g_autofree char *problem =
      error != NULL ? g_strdup_printf ("%s: %s", reading->name, error->message) : NULL;

  if (reading->generation != self->generation)
    {
      if (taken != NULL)
        bhc_files_drop (BHC_FILES (source), taken);
      g_clear_pointer (&taken, bh_attachment_free);
      return;
    }
  self->reading--;
  if (taken != NULL)
    g_ptr_array_add (self->list, taken);
  else
    tell (self, problem);
  show (self);
}

/* Returns: (transfer full) (nullable): NULL where there is no room. */
static Reading *
begin (BhcFileTray *self, const char *name)
{
  g_autofree char *full = NULL;
  Reading *reading;

  tell (self, "");
  if (self->files == NULL)
    return NULL;
  if (self->list->len + self->reading >= BHC_FILE_TRAY_MAX)
    {
      full = g_strdup_printf (_ ("%s: a message takes %d files at most."), name, BHC_FILE_TRAY_MAX);
      tell (self, full);
      return NULL;
    }
  reading = g_new0 (Reading, 1);
  reading->tray = g_object_ref (self);
  reading->generation = self->generation;
  reading->name = g_strdup (name);
  self->reading++;
  g_signal_emit (self, signals[CHANGED], 0);
  return reading;
}

void
bhc_file_tray_add (BhcFileTray *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  Reading *reading;

  g_return_if_fail (BHC_IS_FILE_TRAY (self));

  reading = begin (self, name);
  if (reading != NULL)
    bhc_files_take_async (self->files, file, taken_cb, reading);
}

void
bhc_file_tray_add_list (BhcFileTray *self, GSList *files)
{
  g_return_if_fail (BHC_IS_FILE_TRAY (self));

  for (GSList *each = files; each != NULL; each = each->next)
    bhc_file_tray_add (self, each->data);
}

void
bhc_file_tray_add_texture (BhcFileTray *self, GdkTexture *texture)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "%Y-%m-%d %H.%M.%S.png");
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);
  Reading *reading;

  g_return_if_fail (BHC_IS_FILE_TRAY (self));

  reading = begin (self, name);
  if (reading != NULL)
    bhc_files_take_bytes_async (self->files, name, bytes, taken_cb, reading);
}

/* Here it becomes one more file that waits to be sent: under an id of its own. */
static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  BhcFileTray *self = reading->tray;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bhc_files_fetch_finish (BHC_FILES (source), result, &error);
  g_autofree char *problem =
      error != NULL ? g_strdup_printf ("%s: %s", reading->name, error->message) : NULL;

  if (file != NULL && reading->generation == self->generation)
    {
      bhc_files_take_async (BHC_FILES (source), file, taken_cb, g_steal_pointer (&reading));
      return;
    }
  if (reading->generation != self->generation)
    return;
  self->reading--;
  tell (self, problem);
  show (self);
}

static void
fetch_one (BhcFileTray *self, GVariant *record)
{
  g_autoptr (BhAttachment) attachment = g_new0 (BhAttachment, 1);
  Reading *reading;

  g_variant_lookup (record, "id", "s", &attachment->id);
  g_variant_lookup (record, "name", "s", &attachment->name);
  g_variant_lookup (record, "media_type", "s", &attachment->media_type);
  g_variant_lookup (record, "size", "x", &attachment->size);
  if (attachment->id == NULL || attachment->name == NULL)
    return;

  reading = begin (self, attachment->name);
  if (reading != NULL)
    bhc_files_fetch_async (self->files, attachment, NULL, fetched_cb, reading);
}

void
bhc_file_tray_fetch (BhcFileTray *self, GVariant *files)
{
  g_return_if_fail (BHC_IS_FILE_TRAY (self));

  for (gsize i = 0; i < g_variant_n_children (files); i++)
    {
      g_autoptr (GVariant) record = g_variant_get_child_value (files, i);

      fetch_one (self, record);
    }
}

GPtrArray *
bhc_file_tray_copy (BhcFileTray *self)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_attachment_free);

  g_return_val_if_fail (BHC_IS_FILE_TRAY (self), copies);

  for (guint i = 0; i < self->list->len; i++)
    {
      const BhAttachment *each = g_ptr_array_index (self->list, i);
      BhAttachment *copy = g_memdup2 (each, sizeof *each);

      copy->id = g_strdup (each->id);
      copy->name = g_strdup (each->name);
      copy->media_type = g_strdup (each->media_type);
      g_ptr_array_add (copies, copy);
    }

  return copies;
}

static void
chosen_cb (BhcFileTray *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      bhc_file_tray_add (self, file);
    }
  g_clear_object (&self->chooser);
}

void
bhc_file_tray_choose (BhcFileTray *self)
{
  GtkRoot *root;

  g_return_if_fail (BHC_IS_FILE_TRAY (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Attach Files"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

guint
bhc_file_tray_count (BhcFileTray *self)
{
  g_return_val_if_fail (BHC_IS_FILE_TRAY (self), 0);

  return self->list->len;
}

gboolean
bhc_file_tray_is_ready (BhcFileTray *self)
{
  g_return_val_if_fail (BHC_IS_FILE_TRAY (self), TRUE);

  return self->reading == 0;
}

static void
begin_with (BhcFileTray *self, GPtrArray *list)
{
  self->list = list != NULL ? g_ptr_array_ref (list)
                            : g_ptr_array_new_with_free_func ((GDestroyNotify) bh_attachment_free);
  self->generation++;
  self->reading = 0;
  tell (self, "");
  show (self);
}

GPtrArray *
bhc_file_tray_steal (BhcFileTray *self)
{
  GPtrArray *list;

  g_return_val_if_fail (BHC_IS_FILE_TRAY (self), NULL);

  list = self->list;
  begin_with (self, NULL);
  return list;
}

void
bhc_file_tray_restore (BhcFileTray *self, GPtrArray *list)
{
  g_return_if_fail (BHC_IS_FILE_TRAY (self));

  bhc_file_tray_clear (self);
  g_ptr_array_unref (self->list);
  begin_with (self, list);
}

void
bhc_file_tray_clear (BhcFileTray *self)
{
  g_autoptr (GPtrArray) list = bhc_file_tray_steal (self);

  for (guint i = 0; self->files != NULL && i < list->len; i++)
    bhc_files_drop (self->files, g_ptr_array_index (list, i));
}

void
bhc_file_tray_set_files (BhcFileTray *self, BhcFiles *files)
{
  g_return_if_fail (BHC_IS_FILE_TRAY (self));

  if (self->files == files)
    return;
  bhc_file_tray_clear (self);
  g_set_object (&self->files, files);
}

static void
bhc_file_tray_dispose (GObject *object)
{
  BhcFileTray *self = BHC_FILE_TRAY (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->files);

  G_OBJECT_CLASS (bhc_file_tray_parent_class)->dispose (object);
}

static void
bhc_file_tray_finalize (GObject *object)
{
  g_ptr_array_unref (BHC_FILE_TRAY (object)->list);

  G_OBJECT_CLASS (bhc_file_tray_parent_class)->finalize (object);
}

static void
bhc_file_tray_class_init (BhcFileTrayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_file_tray_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_file_tray_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_FILE_TRAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_file_tray_init (BhcFileTray *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->chips = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files to be sent"), -1);
  gtk_widget_add_css_class (self->chips, "file-tray");
  self->problem = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "file-problem");
  gtk_box_append (GTK_BOX (box), self->chips);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  adw_bin_set_child (ADW_BIN (self), box);
  begin_with (self, NULL);
}
