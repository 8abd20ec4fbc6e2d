/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-files"

#include "console/client/files/bhc-file-store.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/media/bh-file-name.h"
#include "console/client/machine/bhc-room.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

struct _BhcFileStore
{
  GObject parent_instance;

  BhcApi *api;
  char *directory;
};

/* One that is being fetched. */
typedef struct
{
  char *path; /* where it will be */
  char *part; /* where it is until it is whole */
  SoupMessage *message;
} Fetch;

G_DEFINE_FINAL_TYPE (BhcFileStore, bhc_file_store, G_TYPE_OBJECT)

static void
fetch_free (Fetch *fetch)
{
  if (fetch->part != NULL)
    g_unlink (fetch->part);
  g_free (fetch->path);
  g_free (fetch->part);
  g_clear_object (&fetch->message);
  g_free (fetch);
}

static void
bhc_file_store_dispose (GObject *object)
{
  g_clear_object (&BHC_FILE_STORE (object)->api);

  G_OBJECT_CLASS (bhc_file_store_parent_class)->dispose (object);
}

static void
bhc_file_store_finalize (GObject *object)
{
  g_free (BHC_FILE_STORE (object)->directory);

  G_OBJECT_CLASS (bhc_file_store_parent_class)->finalize (object);
}

static void
bhc_file_store_class_init (BhcFileStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_file_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_file_store_finalize;
}

static void
bhc_file_store_init (BhcFileStore *self)
{
}

BhcFileStore *
bhc_file_store_new (BhcApi *api, const char *directory)
{
  BhcFileStore *self = g_object_new (BHC_TYPE_FILE_STORE, NULL);

  self->api = g_object_ref (api);
  self->directory = g_strdup (directory);
  return self;
}

/* Neither id nor name are trusted to be a piece of a path.  Returns: (transfer full) (nullable) */
static char *
path_of (BhcFileStore *self, const char *folder, const BhAttachment *attachment)
{
  g_autofree char *name = bh_file_name_clean (attachment->name);

  return bh_id_is_valid (attachment->id)
             ? g_build_filename (self->directory, folder, attachment->id, name, NULL)
             : NULL;
}

/* ---- so much and no more ---- */

typedef struct
{
  char *path;
  gint64 size;
  gint64 used_s;
} Kept;

static void
kept_clear (gpointer data)
{
  g_free (((Kept *) data)->path);
}

static int
compare_kept (gconstpointer a, gconstpointer b)
{
  const Kept *one = a, *other = b;

  return one->used_s < other->used_s ? -1 : one->used_s > other->used_s;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

/* Each file stands in a folder of its own. */
static void
note_kept (GArray *list, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  g_autofree char *path = name != NULL ? g_build_filename (folder, name, NULL) : NULL;
  GStatBuf info;
  Kept kept = { NULL };

  if (path == NULL || g_stat (path, &info) != 0)
    return;
  kept.path = g_strdup (folder);
  kept.size = (gint64) info.st_size;
  kept.used_s = (gint64) info.st_mtime;
  g_array_append_val (list, kept);
}

static void
prune_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *root = data;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  gint64 total = 0;
  const char *name;

  g_array_set_clear_func (list, kept_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);

      note_kept (list, folder);
    }
  for (guint i = 0; i < list->len; i++)
    total += g_array_index (list, Kept, i).size;
  g_array_sort (list, compare_kept);
  for (guint i = 0; i < list->len && total > BHC_FILE_STORE_MAX; i++)
    {
      remove_folder (g_array_index (list, Kept, i).path);
      total -= g_array_index (list, Kept, i).size;
    }
  g_task_return_boolean (task, TRUE);
}

static void
prune (BhcFileStore *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_task_data (task, g_build_filename (self->directory, "fetched", NULL), g_free);
  g_task_run_in_thread (task, prune_thread);
}

/* ---- fetching ---- */

/* Two below the store's own, which is not made again: where it is gone, the account was signed out
 * of, and nothing of it comes back. */
static void
make_folder (const char *folder)
{
  g_autofree char *kind = g_path_get_dirname (folder);

  g_mkdir (kind, 0700);
  g_mkdir (folder, 0700);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcFileStore *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize size = g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error);

  if (size < 0)
    {
      error = bhc_room_explain (g_steal_pointer (&error));
      g_task_return_error (task, bhc_api_explain (self->api, error, 0));
      return;
    }
  if (g_rename (fetch->part, fetch->path) != 0)
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE,
                               _ ("the file cannot be kept: %s"), g_strerror (errno));
      return;
    }
  g_task_return_pointer (task, g_file_new_for_path (fetch->path), g_object_unref);
  prune (self);
}

static GError *
refusal (SoupMessage *message)
{
  guint status = soup_message_get_status (message);
  goffset length =
      soup_message_headers_get_content_length (soup_message_get_response_headers (message));

  if (status == SOUP_STATUS_NOT_FOUND)
    return g_error_new_literal (BH_ERROR, BH_ERROR_NOT_FOUND, _ ("this file is no longer there"));
  if (status == SOUP_STATUS_UNAUTHORIZED)
    return g_error_new_literal (BH_ERROR, BH_ERROR_UNAUTHORIZED, _ ("your sign-in has ended"));
  if (status != SOUP_STATUS_OK)
    return g_error_new (BH_ERROR, BH_ERROR_UNAVAILABLE,
                        _ ("the server does not give the file (%u)"), status);
  if (length > BHC_FILE_MAX)
    return g_error_new_literal (BH_ERROR, BH_ERROR_TOO_LARGE,
                                _ ("the file is too large to be fetched"));
  return NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcFileStore *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autofree char *folder = g_path_get_dirname (fetch->path);
  g_autoptr (GFile) part = g_file_new_for_path (fetch->part);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);
  GError *refused = stream != NULL ? refusal (fetch->message) : NULL;
  GCancellable *cancellable = bhc_api_get_cancellable (task);
  g_autoptr (GFileOutputStream) out = NULL;

  if (stream == NULL || refused != NULL)
    {
      g_task_return_error (task, refused != NULL ? refused : bhc_api_explain (self->api, error, 0));
      return;
    }
  make_folder (folder);
  out = g_file_replace (part, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error);
  if (out == NULL)
    {
      g_task_return_error (task, bhc_room_explain (g_steal_pointer (&error)));
      return;
    }
  g_output_stream_splice_async (
      G_OUTPUT_STREAM (out), stream,
      G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT,
      cancellable, spliced_cb, g_steal_pointer (&task));
}

/* Returns: whether it is here; then it is the youngest. */
static gboolean
is_here (const char *path)
{
  return path != NULL && g_utime (path, NULL) == 0;
}

/* @task, @path: (transfer full) */
static void
fetch_to (BhcFileStore *self, GTask *task, char *path, const char *resource)
{
  g_autofree char *unique = bh_id_new ();
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->path = path;
  fetch->part = g_build_filename (self->directory, unique, NULL);
  fetch->message = bhc_api_new_message (self->api, "GET", resource);
  g_mkdir_with_parents (self->directory, 0700);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  soup_session_send_async (bhc_api_get_session (self->api), fetch->message, G_PRIORITY_DEFAULT,
                           bhc_api_get_cancellable (task), answered_cb, task);
}

void
bhc_file_store_fetch_async (BhcFileStore *self,
                            const BhAttachment *attachment,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *outgoing = path_of (self, "outgoing", attachment);
  g_autofree char *path = path_of (self, "fetched", attachment);
  g_autofree char *resource = g_strconcat ("/v1/desk/attachments/", attachment->id, NULL);

  g_return_if_fail (BHC_IS_FILE_STORE (self));

  if (path == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_NOT_FOUND, _ ("there is no such file"));
  else if (is_here (outgoing) || is_here (path))
    g_task_return_pointer (task, g_file_new_for_path (is_here (path) ? path : outgoing),
                           g_object_unref);
  else
    fetch_to (self, g_steal_pointer (&task), g_steal_pointer (&path), resource);
}

/* A hash is no more trusted than an id. */
static gboolean
is_hash (const char *text)
{
  gsize length = strspn (text, "0123456789abcdef");

  return length >= 32 && length <= 128 && text[length] == '\0';
}

GFile *
bhc_file_store_get_face (BhcFileStore *self, const char *hash)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (BHC_IS_FILE_STORE (self), NULL);

  path = g_build_filename (self->directory, "fetched", hash, "face", NULL);
  return is_hash (hash) ? g_file_new_for_path (path) : NULL;
}

void
bhc_file_store_fetch_face_async (BhcFileStore *self,
                                 const char *hash,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  g_autoptr (GFile) file = bhc_file_store_get_face (self, hash);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *resource = g_strconcat ("/v1/avatars/", hash, NULL);

  if (path == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_NOT_FOUND, _ ("there is no such picture"));
  else if (is_here (path))
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    fetch_to (self, g_steal_pointer (&task), g_steal_pointer (&path), resource);
}

GFile *
bhc_file_store_fetch_finish (BhcFileStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what is sent ---- */

GFile *
bhc_file_store_get_outgoing (BhcFileStore *self, const BhAttachment *attachment)
{
  g_autofree char *path = path_of (self, "outgoing", attachment);
  g_autofree char *fetched = path_of (self, "fetched", attachment);

  g_return_val_if_fail (path != NULL, NULL);

  return g_file_new_for_path (!is_here (path) && is_here (fetched) ? fetched : path);
}

void
bhc_file_store_keep_sent (BhcFileStore *self, const BhAttachment *attachment)
{
  g_autofree char *from = path_of (self, "outgoing", attachment);
  g_autofree char *to = path_of (self, "fetched", attachment);
  g_autofree char *from_folder = from != NULL ? g_path_get_dirname (from) : NULL;
  g_autofree char *to_folder = to != NULL ? g_path_get_dirname (to) : NULL;

  if (from == NULL)
    return;
  make_folder (to_folder);
  if (g_rename (from, to) != 0)
    return;
  g_rmdir (from_folder);
}

static void
remove_from (BhcFileStore *self, const char *where, const BhAttachment *attachment)
{
  g_autofree char *path = path_of (self, where, attachment);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (folder != NULL)
    remove_folder (folder);
}

void
bhc_file_store_drop_outgoing (BhcFileStore *self, const BhAttachment *attachment)
{
  remove_from (self, "outgoing", attachment);
}

void
bhc_file_store_forget (BhcFileStore *self, const BhAttachment *attachment)
{
  remove_from (self, "outgoing", attachment);
  remove_from (self, "fetched", attachment);
}

void
bhc_file_store_remove (const char *directory)
{
  remove_folder (directory);
}
