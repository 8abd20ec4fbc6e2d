/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/files/bhc-file-sender.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define CHUNK (1024 * 1024)
#define LOOKS_MAX 3 /* how often the daemon may say that it stands elsewhere */

typedef struct
{
  BhcFileStore *store;
  char *conversation;
  GPtrArray *files;
  guint position;
  gint64 received; /* of the one at position */
  gint64 before;   /* of those before it */
  gint64 total;
  guint looks;
  BhcFileProgress progress;
  gpointer progress_data;
} Sender;

static void announce (GTask *task);
static void send_part (GTask *task);

static void
sender_free (Sender *self)
{
  g_object_unref (self->store);
  g_free (self->conversation);
  g_ptr_array_unref (self->files);
  g_free (self);
}

static const BhAttachment *
current (Sender *self)
{
  return g_ptr_array_index (self->files, self->position);
}

static void
go_on (GTask *task)
{
  Sender *self = g_task_get_task_data (task);

  self->before += current (self)->size;
  self->position++;
  self->received = 0;
  self->looks = 0;
  announce (task);
}

/* Takes what the daemon says of the current one.  Returns: FALSE where it said nothing. */
static gboolean
take_answer (GTask *task, JsonNode *root)
{
  Sender *self = g_task_get_task_data (task);
  JsonObject *object = json_node_get_object (root);
  JsonObject *upload = bh_json_get_object (object, "upload");

  if (bh_json_get_object (object, "attachment") != NULL)
    {
      go_on (task);
      return TRUE;
    }
  if (upload == NULL)
    return FALSE;
  self->received = CLAMP (bh_json_get_int (upload, "received", 0), 0, current (self)->size);
  if (self->progress != NULL)
    self->progress (self->before + self->received, self->total, self->progress_data);
  send_part (task);
  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Sender *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);
  gboolean lost = g_error_matches (error, BH_ERROR, BH_ERROR_CONFLICT) ||
                  g_error_matches (error, BH_ERROR, BH_ERROR_NOT_FOUND);

  if (lost && self->received > 0 && self->looks++ < LOOKS_MAX)
    announce (task);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!take_answer (task, root))
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("the answer cannot be read"));
}

static void
announced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);

  if (g_error_matches (error, BH_ERROR, BH_ERROR_CONFLICT))
    go_on (task);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!take_answer (task, root))
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("the answer cannot be read"));
}

static void
announce (GTask *task)
{
  Sender *self = g_task_get_task_data (task);
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/uploads", self->conversation);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;

  if (self->position == self->files->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", current (self)->id);
  bh_json_string (&json, "name", current (self)->name);
  bh_json_int (&json, "size", current (self)->size);
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  bhc_api_call_async (g_task_get_source_object (task), "POST", path, body,
                      g_task_get_cancellable (task), announced_cb, g_object_ref (task));
}

typedef struct
{
  char *path;
  gint64 offset;
  gsize length;
} Piece;

static void
piece_free (Piece *piece)
{
  g_free (piece->path);
  g_free (piece);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Piece *piece = data;
  int fd = open (piece->path, O_RDONLY | O_CLOEXEC);
  g_autofree guint8 *buffer = g_malloc (piece->length);
  gssize n = fd >= 0 ? pread (fd, buffer, piece->length, (off_t) piece->offset) : -1;

  if (n > 0)
    g_task_return_pointer (task, g_bytes_new_take (g_steal_pointer (&buffer), (gsize) n),
                           (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_INVALID,
                             N_ ("a file of it is no longer there")); /* kept in the outbox */
  if (fd >= 0)
    close (fd);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Sender *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *path = NULL;

  if (bytes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  path = g_strdup_printf ("/v1/desk/uploads/%s?offset=%" G_GINT64_FORMAT, current (self)->id,
                          self->received);
  bhc_api_send_async (g_task_get_source_object (task), "PUT", path, "application/octet-stream",
                      bytes, g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

static void
send_part (GTask *task)
{
  Sender *self = g_task_get_task_data (task);
  g_autoptr (GFile) file = bhc_file_store_get_outgoing (self->store, current (self));
  g_autoptr (GTask) reading =
      g_task_new (NULL, g_task_get_cancellable (task), read_cb, g_object_ref (task));
  Piece *piece = g_new0 (Piece, 1);

  piece->path = g_file_get_path (file);
  piece->offset = self->received;
  piece->length = (gsize) CLAMP (current (self)->size - self->received, 1, CHUNK);
  g_task_set_task_data (reading, piece, (GDestroyNotify) piece_free);
  g_task_run_in_thread (reading, read_thread);
}

void
bhc_file_sender_send_async (BhcApi *api,
                            BhcFileStore *store,
                            const char *conversation,
                            GPtrArray *files,
                            GCancellable *cancellable,
                            BhcFileProgress progress,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (api, cancellable, callback, data);
  Sender *self = g_new0 (Sender, 1);

  self->store = g_object_ref (store);
  self->conversation = g_strdup (conversation);
  self->files = g_ptr_array_ref (files);
  self->progress = progress;
  self->progress_data = data;
  for (guint i = 0; i < files->len; i++)
    self->total += ((const BhAttachment *) g_ptr_array_index (files, i))->size;
  g_task_set_task_data (task, self, (GDestroyNotify) sender_free);
  announce (task);
}

gboolean
bhc_file_sender_send_finish (BhcApi *api, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
