/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/model/files/bhc-files-private.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-writer.h"
#include "common/media/bh-file-name.h"
#include "common/media/bh-picture.h"
#include "console/client/machine/bhc-room.h"

#include <glib/gi18n.h>

struct _BhcFiles
{
  GObject parent_instance;

  BhcFileStore *store;
  GHashTable *faces; /* operator's id → hash, “”: has none */
  char *message;     /* (nullable) the last that was told of, and how far it had come */
  double fraction;
};

enum
{
  PROGRESS,
  FACES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One that gets ready to be sent. */
typedef struct
{
  GFile *from;   /* (nullable): there are bytes */
  GBytes *bytes; /* (nullable) */
  GFile *to;
  BhAttachment *attachment;
} Taking;

G_DEFINE_FINAL_TYPE (BhcFiles, bhc_files, G_TYPE_OBJECT)

static void
taking_free (Taking *taking)
{
  g_clear_object (&taking->from);
  g_clear_pointer (&taking->bytes, g_bytes_unref);
  g_clear_object (&taking->to);
  g_clear_pointer (&taking->attachment, bh_attachment_free);
  g_free (taking);
}

static void
bhc_files_dispose (GObject *object)
{
  g_clear_object (&BHC_FILES (object)->store);

  G_OBJECT_CLASS (bhc_files_parent_class)->dispose (object);
}

static void
bhc_files_finalize (GObject *object)
{
  g_free (BHC_FILES (object)->message);
  g_hash_table_unref (BHC_FILES (object)->faces);

  G_OBJECT_CLASS (bhc_files_parent_class)->finalize (object);
}

static void
bhc_files_class_init (BhcFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_files_finalize;

  signals[PROGRESS] = g_signal_new ("progress", BHC_TYPE_FILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FACES_CHANGED] = g_signal_new ("faces-changed", BHC_TYPE_FILES, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bhc_files_init (BhcFiles *self)
{
  self->faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

BhcFiles *
bhc_files_new (BhcFileStore *store)
{
  BhcFiles *self = g_object_new (BHC_TYPE_FILES, NULL);

  self->store = g_object_ref (store);
  return self;
}

void
bhc_files_note_progress (BhcFiles *self, const char *message, double fraction)
{
  if (g_strcmp0 (self->message, message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
    }
  self->fraction = fraction;
  g_signal_emit (self, signals[PROGRESS], 0, message);
}

double
bhc_files_get_progress (BhcFiles *self, const char *message)
{
  g_return_val_if_fail (BHC_IS_FILES (self), 0);

  return g_strcmp0 (self->message, message) == 0 ? self->fraction : 0;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GFile *file = bhc_file_store_fetch_finish (BHC_FILE_STORE (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
bhc_files_fetch_async (BhcFiles *self,
                       const BhAttachment *attachment,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_return_if_fail (BHC_IS_FILES (self));

  bhc_file_store_fetch_async (self->store, attachment, cancellable, fetched_cb,
                              g_task_new (self, cancellable, callback, data));
}

GFile *
bhc_files_fetch_finish (BhcFiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- faces ---- */

const char *
bhc_files_get_face (BhcFiles *self, const char *operator_id)
{
  g_return_val_if_fail (BHC_IS_FILES (self), NULL);

  return operator_id != NULL ? g_hash_table_lookup (self->faces, operator_id) : NULL;
}

void
bhc_files_note_face (BhcFiles *self, const char *operator_id, const char *hash)
{
  const char *known;

  g_return_if_fail (BHC_IS_FILES (self));

  known = g_hash_table_lookup (self->faces, operator_id);
  if (known != NULL && g_str_equal (known, hash != NULL ? hash : ""))
    return;
  g_hash_table_replace (self->faces, g_strdup (operator_id), g_strdup (hash != NULL ? hash : ""));
  g_signal_emit (self, signals[FACES_CHANGED], 0);
}

void
bhc_files_fetch_face_async (BhcFiles *self,
                            const char *hash,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (BHC_IS_FILES (self));

  bhc_file_store_fetch_face_async (self->store, hash, fetched_cb,
                                   g_task_new (self, NULL, callback, data));
}

/* ---- taking ---- */

static gboolean
check_size (gint64 size, GError **error)
{
  if (size > BHC_FILE_MAX)
    g_set_error (error, BH_ERROR, BH_ERROR_TOO_LARGE, _ ("The file is larger than %d MB."),
                 BHC_FILE_MAX / (1024 * 1024));
  else if (size == 0)
    g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, _ ("The file is empty."));
  return size > 0 && size <= BHC_FILE_MAX;
}

static gboolean
copy (Taking *taking, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (taking->to);
  g_autoptr (GFileInfo) info = NULL;
  GError *ignored = NULL;

  g_file_make_directory_with_parents (folder, NULL, &ignored);
  g_clear_error (&ignored);
  if (taking->bytes != NULL)
    return check_size ((gint64) g_bytes_get_size (taking->bytes), error) &&
           g_file_replace_contents (taking->to, g_bytes_get_data (taking->bytes, NULL),
                                    g_bytes_get_size (taking->bytes), NULL, FALSE,
                                    G_FILE_CREATE_PRIVATE, NULL, NULL, error);
  info = g_file_query_info (taking->from, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                            NULL, error);
  return info != NULL && check_size (g_file_info_get_size (info), error) &&
         g_file_copy (taking->from, taking->to,
                      G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
                      error);
}

/* What the copy is, by its bytes. */
static gboolean
look (Taking *taking, GError **error)
{
  BhAttachment *self = taking->attachment;
  g_autofree char *path = g_file_get_path (taking->to);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  const guint8 *bytes = file != NULL ? (const guint8 *) g_mapped_file_get_contents (file) : NULL;
  gsize head = file != NULL ? MIN (g_mapped_file_get_length (file), BH_MEDIA_HEAD) : 0;
  const BhMedia *media;
  guint width = 0, height = 0;

  if (file == NULL)
    return FALSE;
  media = bh_media_sniff (bytes, head, self->name);
  if (media->picture && bh_picture_read_size (media, bytes, head, &width, &height))
    {
      self->width = width;
      self->height = height;
    }
  self->size = (gint64) g_mapped_file_get_length (file);
  g_free (self->media_type);
  self->media_type = g_strdup (media->media_type);
  return TRUE;
}

/* A disk that is full has better uses for it. */
static void
forget_half (Taking *taking)
{
  g_autoptr (GFile) folder = g_file_get_parent (taking->to);

  g_file_delete (taking->to, NULL, NULL);
  g_file_delete (folder, NULL, NULL);
}

static void
take_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Taking *taking = data;
  GError *error = NULL;

  if (copy (taking, &error) && look (taking, &error))
    g_task_return_pointer (task, g_steal_pointer (&taking->attachment),
                           (GDestroyNotify) bh_attachment_free);
  else
    {
      forget_half (taking);
      g_task_return_error (task, bhc_room_explain (error));
    }
}

static void
take (BhcFiles *self,
      const char *name,
      GFile *from,
      GBytes *bytes,
      GAsyncReadyCallback callback,
      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Taking *taking = g_new0 (Taking, 1);

  taking->attachment = g_new0 (BhAttachment, 1);
  taking->attachment->id = bh_id_new ();
  taking->attachment->name = bh_file_name_clean (name);
  taking->to = bhc_file_store_get_outgoing (self->store, taking->attachment);
  taking->from = from != NULL ? g_object_ref (from) : NULL;
  taking->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_task_set_task_data (task, taking, (GDestroyNotify) taking_free);
  g_task_run_in_thread (task, take_thread);
}

void
bhc_files_take_async (BhcFiles *self, GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);

  g_return_if_fail (BHC_IS_FILES (self));

  take (self, name, file, NULL, callback, data);
}

void
bhc_files_take_bytes_async (BhcFiles *self,
                            const char *name,
                            GBytes *bytes,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (BHC_IS_FILES (self));

  take (self, name, NULL, bytes, callback, data);
}

BhAttachment *
bhc_files_take_finish (BhcFiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
bhc_files_drop (BhcFiles *self, const BhAttachment *attachment)
{
  g_return_if_fail (BHC_IS_FILES (self));

  bhc_file_store_drop_outgoing (self->store, attachment);
}

char *
bhc_files_write (GPtrArray *list)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  if (list == NULL || list->len == 0)
    return NULL;
  bh_json_begin_object (&json, NULL);
  bh_json_begin_array (&json, "attachments");
  for (guint i = 0; i < list->len; i++)
    {
      const BhAttachment *each = g_ptr_array_index (list, i);

      bh_json_begin_object (&json, NULL);
      bh_json_string (&json, "id", each->id);
      bh_json_string (&json, "name", each->name);
      bh_json_string (&json, "media_type", each->media_type);
      bh_json_int (&json, "size", each->size);
      bh_json_int (&json, "width", each->width);
      bh_json_int (&json, "height", each->height);
      bh_json_end_object (&json);
    }
  bh_json_end_array (&json);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}
