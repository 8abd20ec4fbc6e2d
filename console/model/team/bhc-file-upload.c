/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/team/bhc-file-upload.h"

#include "common/bh-error.h"
#include "console/model/bhc-desk-ask.h"
#include "console/model/directory/bhc-bag-private.h"
#include "console/model/knowledge/bhc-file-reader.h"

#include <glib/gi18n.h>

#define CHUNK (1024 * 1024)

typedef struct
{
  char *id;
  gint64 size;
  gint64 received;
  GFile *file;
} Upload;

static void
upload_free (Upload *upload)
{
  g_free (upload->id);
  g_object_unref (upload->file);
  g_free (upload);
}

static void send_piece (GTask *task);

/* How far it is now; an answer that moves nothing on would be asked for again and again. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  g_autoptr (GVariant) state =
      answer != NULL ? g_variant_lookup_value (answer, "upload", G_VARIANT_TYPE_VARDICT) : NULL;
  gint64 received = state != NULL ? bhc_bag_get_number (state, "received") : -1;

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (bhc_bag_has (answer, "attachment"))
    g_task_return_boolean (task, TRUE);
  else if (received < upload->received || received >= upload->size)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_MALFORMED, _ ("the upload went astray"));
  else
    {
      upload->received = received;
      send_piece (g_steal_pointer (&task));
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Upload *upload = g_task_get_task_data (task);
  BhcDesk *desk = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bhc_file_read_finish (G_FILE (source), result, &error);
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s?offset=%" G_GINT64_FORMAT,
                                           upload->id, upload->received);

  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    bhc_desk_send_async (desk, "PUT", path, "application/octet-stream", bytes, answered_cb,
                         g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
send_piece (GTask *task)
{
  Upload *upload = g_task_get_task_data (task);

  bhc_file_read_async (upload->file, upload->received, MIN (CHUNK, upload->size - upload->received),
                       NULL, read_cb, task);
}

void
bhc_file_upload_async (BhcDesk *desk,
                       const char *path,
                       const BhAttachment *attachment,
                       GFile *file,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task;
  Upload *upload;
  GVariantDict values;

  g_return_if_fail (BHC_IS_DESK (desk));

  task = g_task_new (desk, NULL, callback, data);
  g_task_set_source_tag (task, bhc_file_upload_async);
  upload = g_new0 (Upload, 1);
  *upload = (Upload){ g_strdup (attachment->id), attachment->size, 0, g_object_ref (file) };
  g_task_set_task_data (task, upload, (GDestroyNotify) upload_free);
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "id", "s", attachment->id);
  g_variant_dict_insert (&values, "name", "s", attachment->name);
  g_variant_dict_insert (&values, "size", "x", attachment->size);
  bhc_desk_ask_async (desk, "POST", path, g_variant_dict_end (&values), NULL, answered_cb, task);
}

gboolean
bhc_file_upload_finish (BhcDesk *desk, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, desk), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
