/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/files/bhc-file-name.h"
#include "console/ui/files/bhc-preview-layout.h"
#include "console/ui/files/bhc-preview.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-size.h"

#include "console/ui/files/bhc-file-card.h"

#define NAME_MAX_CHARS 30
#define PREVIEW_WIDTH 280
#define PREVIEW_HEIGHT 220
#define SHARPNESS 2 /* pixels of a preview for each of the screen's, at most */

struct _BhcFileCard
{
  AdwBin parent_instance;

  BhcFiles *files; /* (nullable) */
  BhAttachment *attachment;
  GCancellable *cancellable;
  GtkFileChooserNative *chooser; /* (nullable) while it is open */

  GtkPicture *picture; /* (nullable) */
  GtkStack *stack;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (BhcFileCard, bhc_file_card, ADW_TYPE_BIN)

/* “photo.png, 1.2 MB”, for those who listen. */
static char *
picture_words (const BhAttachment *attachment)
{
  g_autofree char *size = bhc_size_words (attachment->size);

  return g_strdup_printf (C_ ("file", "%s, %s"), attachment->name, size);
}

static void
tell (BhcFileCard *self, const char *problem)
{
  bhc_problem_show (self->problem, problem);
}

/* ---- the preview ---- */

static void
show_as_row (BhcFileCard *self)
{
  gtk_stack_set_visible_child_name (self->stack, "row");
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = bhc_preview_load_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture == NULL)
    {
      show_as_row (self);
      return;
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
here_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bhc_files_fetch_finish (BHC_FILES (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file == NULL)
    {
      show_as_row (self);
      tell (self, error->message);
      return;
    }
  bhc_preview_load_async (file, PREVIEW_WIDTH * SHARPNESS, PREVIEW_HEIGHT * SHARPNESS,
                          self->cancellable, decoded_cb, g_object_ref (self));
}

/* The place is as large as the picture will be: nothing moves when it comes. */
static GtkWidget *
reserve (BhcFileCard *self)
{
  GtkWidget *place = adw_bin_new ();
  double scale = MIN (MIN (PREVIEW_WIDTH / (double) self->attachment->width,
                           PREVIEW_HEIGHT / (double) self->attachment->height),
                      1.0);

  adw_bin_set_child (ADW_BIN (place), GTK_WIDGET (self->picture));
  gtk_widget_set_layout_manager (
      place, bhc_preview_layout_new (MAX ((int) (self->attachment->width * scale), 1),
                                     MAX ((int) (self->attachment->height * scale), 1)));
  return place;
}

/* ---- open and save ---- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileCard) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static void
open_here_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bhc_files_fetch_finish (BHC_FILES (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (uri == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
  if (uri != NULL && GTK_IS_WINDOW (root))
    gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, self->cancellable, opened_cb,
                       g_object_ref (self));
}

static void
open_cb (BhcFileCard *self)
{
  tell (self, "");
  if (self->files != NULL)
    bhc_files_fetch_async (self->files, self->attachment, self->cancellable, open_here_cb,
                           g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileCard) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_copy_finish (G_FILE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static void
save_here_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFileCard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bhc_files_fetch_finish (BHC_FILES (source), result, &error);
  g_autoptr (GFile) to =
      self->chooser != NULL ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;

  g_clear_object (&self->chooser);
  if (file == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
  if (file != NULL && to != NULL)
    g_file_copy_async (file, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                       G_PRIORITY_DEFAULT, self->cancellable, NULL, NULL, saved_cb,
                       g_object_ref (self));
}

static void
chosen_cb (BhcFileCard *self, int response)
{
  if (response != GTK_RESPONSE_ACCEPT || self->files == NULL)
    {
      g_clear_object (&self->chooser);
      return;
    }
  bhc_files_fetch_async (self->files, self->attachment, self->cancellable, save_here_cb,
                         g_object_ref (self));
}

static void
save_cb (BhcFileCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  tell (self, "");
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save File"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), self->attachment->name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- what it is made of ---- */

static GtkWidget *
make_button (BhcFileCard *self, const char *icon, const char *verb, GCallback pressed)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", verb, self->attachment->name);

  gtk_widget_set_tooltip_text (button, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", pressed, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_MAX_CHARS);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_row (BhcFileCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GIcon) icon = g_content_type_get_symbolic_icon (self->attachment->media_type);
  g_autofree char *size = bhc_size_words (self->attachment->size);

  gtk_box_append (GTK_BOX (words), bhc_file_name_new (self->attachment->name, NAME_MAX_CHARS));
  gtk_box_append (GTK_BOX (words), make_label (size, "caption"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), g_object_new (GTK_TYPE_IMAGE, "gicon", icon, "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row),
                  make_button (self, "document-open-symbolic", _ ("Open"), G_CALLBACK (open_cb)));
  gtk_box_append (GTK_BOX (row),
                  make_button (self, "document-save-symbolic", _ ("Save…"), G_CALLBACK (save_cb)));
  gtk_widget_add_css_class (row, "file-row");
  return row;
}

static GtkWidget *
make_picture (BhcFileCard *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *button = gtk_button_new ();
  GtkWidget *save = make_button (self, "document-save-symbolic", _ ("Save…"), G_CALLBACK (save_cb));
  g_autofree char *words = picture_words (self->attachment);

  self->picture =
      g_object_new (GTK_TYPE_PICTURE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self->picture), GTK_OVERFLOW_HIDDEN);
  gtk_button_set_child (GTK_BUTTON (button), reserve (self));
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_add_css_class (button, "file-picture");
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_halign (save, GTK_ALIGN_END);
  gtk_widget_set_valign (save, GTK_ALIGN_START);
  gtk_widget_remove_css_class (save, "flat"); /* on a bright picture it would not be seen */
  gtk_widget_add_css_class (save, "osd");
  gtk_widget_set_margin_top (save, 6);
  gtk_widget_set_margin_end (save, 6);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), button);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), save);
  gtk_widget_set_halign (overlay, GTK_ALIGN_START);
  return overlay;
}

static void
bhc_file_card_dispose (GObject *object)
{
  BhcFileCard *self = BHC_FILE_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->files);

  G_OBJECT_CLASS (bhc_file_card_parent_class)->dispose (object);
}

static void
bhc_file_card_finalize (GObject *object)
{
  BhcFileCard *self = BHC_FILE_CARD (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->attachment, bh_attachment_free);

  G_OBJECT_CLASS (bhc_file_card_parent_class)->finalize (object);
}

static void
bhc_file_card_class_init (BhcFileCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_file_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_file_card_finalize;
}

static void
bhc_file_card_init (BhcFileCard *self)
{
  self->cancellable = g_cancellable_new ();
}

static BhAttachment *
copy (const BhAttachment *attachment)
{
  BhAttachment *self = g_memdup2 (attachment, sizeof *attachment);

  self->id = g_strdup (attachment->id);
  self->name = g_strdup (attachment->name);
  self->media_type = g_strdup (attachment->media_type);
  return self;
}

static void
build (BhcFileCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  if (bh_attachment_is_picture (self->attachment))
    gtk_stack_add_titled (self->stack, make_picture (self), "picture", self->attachment->name);
  gtk_stack_add_titled (self->stack, make_row (self), "row", self->attachment->name);
  bhc_compat_hide_pages (self->stack);
  self->problem = GTK_LABEL (make_label ("", "error"));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
bhc_file_card_new (const BhAttachment *attachment, BhcFiles *files)
{
  BhcFileCard *self = g_object_new (BHC_TYPE_FILE_CARD, NULL);

  self->attachment = copy (attachment);
  g_set_object (&self->files, files);
  build (self);
  if (self->picture != NULL && files != NULL)
    bhc_files_fetch_async (files, self->attachment, self->cancellable, here_cb,
                           g_object_ref (self));
  return GTK_WIDGET (self);
}

guint
bhc_file_card_fill (GtkBox *box, const char *extra, BhcFiles *files)
{
  g_autoptr (GPtrArray) list = bh_attachments_read (extra);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < list->len; i++)
    gtk_box_append (box, bhc_file_card_new (g_ptr_array_index (list, i), files));
  gtk_widget_set_visible (GTK_WIDGET (box), list->len > 0);
  return list->len;
}
