/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-body.h"

#include "common/bh-error.h"

#include <glib/gi18n.h>

#define CHUNK 32768

static void
chunk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GByteArray *body = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length = 0;
  gconstpointer bytes = chunk != NULL ? g_bytes_get_data (chunk, &length) : NULL;

  if (chunk == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (length == 0)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_byte_array_ref (body)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (body->len + length > BHC_BODY_MAX)
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_TOO_LARGE,
                               _ ("the server's answer is too long to be one of Bellhop's"));
      return;
    }

  g_byte_array_append (body, bytes, (guint) length);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), CHUNK, G_PRIORITY_DEFAULT, cancellable,
                                   chunk_cb, g_steal_pointer (&task));
}

void
bhc_body_read_async (GInputStream *stream,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, data);

  g_task_set_source_tag (task, bhc_body_read_async);
  g_task_set_task_data (task, g_byte_array_new (), (GDestroyNotify) g_byte_array_unref);
  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, cancellable, chunk_cb,
                                   g_steal_pointer (&task));
}

GBytes *
bhc_body_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
