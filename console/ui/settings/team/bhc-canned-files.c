/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "console/model/bhc-desk-ask.h"
#include "console/model/team/bhc-file-upload.h"
#include "console/ui/files/bhc-file-tray.h"
#include "console/ui/toolkit/bhc-size.h"

#include "console/ui/settings/team/bhc-canned-files.h"

struct _BhcCannedFiles
{
  AdwBin parent_instance;

  BhcDesk *desk;
  GPtrArray *gone; /* char *: paths of attachments to be taken away */
  GtkWidget *group;
  GtkWidget *attach;
  BhcFileTray *tray;
  guint kept; /* that it has and keeps */
};

G_DEFINE_FINAL_TYPE (BhcCannedFiles, bhc_canned_files, ADW_TYPE_BIN)

static void
bhc_canned_files_dispose (GObject *object)
{
  BhcCannedFiles *self = BHC_CANNED_FILES (object);

  if (self->tray != NULL)
    bhc_file_tray_clear (self->tray); /* what was not sent is not kept */
  self->tray = NULL;
  g_clear_object (&self->desk);
  g_clear_pointer (&self->gone, g_ptr_array_unref);

  G_OBJECT_CLASS (bhc_canned_files_parent_class)->dispose (object);
}

static void
bhc_canned_files_class_init (BhcCannedFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_canned_files_dispose;
}

static void
bhc_canned_files_init (BhcCannedFiles *self)
{
  self->gone = g_ptr_array_new_with_free_func (g_free);
}

static void
show_room (BhcCannedFiles *self)
{
  gtk_widget_set_sensitive (self->attach,
                            self->kept + bhc_file_tray_count (self->tray) < BHC_FILE_TRAY_MAX);
}

static void
remove_cb (GtkWidget *button, BhcCannedFiles *self)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (button), "row");

  g_ptr_array_add (self->gone, g_strdup (g_object_get_data (G_OBJECT (button), "id")));
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), row);
  self->kept--;
  show_room (self);
}

static void
add_row (BhcCannedFiles *self, GVariant *file, gboolean writable)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *id = "", *name = "";
  gint64 size = 0;
  g_autofree char *words = NULL;
  g_autofree char *verb = NULL;

  g_variant_lookup (file, "id", "&s", &id);
  g_variant_lookup (file, "name", "&s", &name);
  g_variant_lookup (file, "size", "x", &size);
  words = bhc_size_words (size);
  verb = g_strdup_printf (_ ("Remove %s"), name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, writable);
  gtk_widget_set_tooltip_text (button, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, verb, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  self->kept++;
}

static void
add_files (BhcCannedFiles *self, BhcSheet *reply, gboolean writable)
{
  g_autoptr (GVariant) files = NULL;

  if (reply != NULL)
    files = g_variant_lookup_value (bhc_sheet_get_values (reply), "attachments",
                                    G_VARIANT_TYPE ("aa{sv}"));
  for (gsize i = 0; files != NULL && i < g_variant_n_children (files); i++)
    {
      g_autoptr (GVariant) file = g_variant_get_child_value (files, i);

      add_row (self, file, writable);
    }
}

GtkWidget *
bhc_canned_files_new (BhcDesk *desk, BhcSheet *reply, gboolean writable)
{
  BhcCannedFiles *self = g_object_new (BHC_TYPE_CANNED_FILES, NULL);

  self->desk = g_object_ref (desk);
  self->group = adw_preferences_group_new ();
  self->tray = BHC_FILE_TRAY (g_object_new (BHC_TYPE_FILE_TRAY, NULL));
  self->attach = gtk_button_new_with_mnemonic (_ ("_Attach…"));
  bhc_file_tray_set_files (self->tray, bhc_desk_get_files (desk));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _ ("Files"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group),
                                         _ ("They go with the reply, five at most"));
  gtk_widget_add_css_class (self->attach, "small-button");
  gtk_widget_set_valign (self->attach, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->attach, writable);
  g_signal_connect_object (self->attach, "clicked", G_CALLBACK (bhc_file_tray_choose), self->tray,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tray, "changed", G_CALLBACK (show_room), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->group), self->attach);
  add_files (self, reply, writable);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), GTK_WIDGET (self->tray));
  adw_bin_set_child (ADW_BIN (self), self->group);
  show_room (self);
  return GTK_WIDGET (self);
}

/* ---- once the reply is kept ---- */

typedef struct
{
  char *path;       /* of the reply */
  GPtrArray *files; /* of BhAttachment, that wait */
} Following;

static void
following_free (Following *following)
{
  g_free (following->path);
  g_ptr_array_unref (following->files);
  g_free (following);
}

static void go_on (GTask *task);

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcCannedFiles *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (answer == NULL && !g_error_matches (error, BH_ERROR, BH_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_ptr_array_remove_index (self->gone, 0);
  go_on (g_steal_pointer (&task));
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcCannedFiles *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!bhc_file_upload_finish (BHC_DESK (source), result, &error))
    {
      bhc_file_tray_restore (self->tray, g_ptr_array_ref (following->files));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  bhc_files_drop (bhc_desk_get_files (self->desk), g_ptr_array_index (following->files, 0));
  g_ptr_array_remove_index (following->files, 0);
  go_on (g_steal_pointer (&task));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcCannedFiles *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = bhc_files_fetch_finish (BHC_FILES (source), result, &error);
  g_autofree char *path = g_strconcat (following->path, "/uploads", NULL);

  if (file == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    bhc_file_upload_async (self->desk, path, g_ptr_array_index (following->files, 0), file,
                           uploaded_cb, g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
go_on (GTask *task)
{
  g_autoptr (GTask) held = task;
  BhcCannedFiles *self = g_task_get_source_object (task);
  Following *following = g_task_get_task_data (task);
  g_autofree char *path = NULL;

  if (self->gone->len > 0)
    {
      path = g_strdup_printf ("%s/attachments/%s", following->path,
                              (char *) g_ptr_array_index (self->gone, 0));
      bhc_desk_ask_async (self->desk, "DELETE", path, NULL, NULL, removed_cb,
                          g_steal_pointer (&held));
    }
  else if (following->files->len > 0)
    bhc_files_fetch_async (bhc_desk_get_files (self->desk), g_ptr_array_index (following->files, 0),
                           NULL, fetched_cb, g_steal_pointer (&held));
  else
    g_task_return_boolean (task, TRUE);
}

void
bhc_canned_files_follow (GtkWidget *widget,
                         const char *id,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  BhcCannedFiles *self = BHC_CANNED_FILES (widget);
  GTask *task = g_task_new (self, NULL, callback, data);
  Following *following;

  g_task_set_source_tag (task, bhc_canned_files_follow);
  if (!bhc_file_tray_is_ready (self->tray))
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE, "%s",
                               _ ("a file is still being read: try again in a moment"));
      g_object_unref (task);
      return;
    }
  following = g_new0 (Following, 1);
  following->path = g_strconcat ("/v1/desk/canned/", id, NULL);
  following->files = bhc_file_tray_steal (self->tray);
  g_task_set_task_data (task, following, (GDestroyNotify) following_free);
  go_on (task);
}
