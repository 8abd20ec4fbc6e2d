/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/knowledge/bhc-file-reader.h"

#include "common/bh-error.h"

#include <glib/gi18n.h>

#define BLOCK (256 * 1024)

typedef struct
{
  gint64 offset;
  gint64 length; /* of a part, or the most that is summed up */
} Range;

void
bhc_file_sum_free (BhcFileSum *self)
{
  g_free (self->hash);
  g_free (self);
}

static GTask *
new_task (GFile *file,
          gint64 offset,
          gint64 length,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer data)
{
  GTask *task = g_task_new (file, cancellable, callback, data);
  Range *range = g_new0 (Range, 1);

  range->offset = offset;
  range->length = length;
  g_task_set_task_data (task, range, g_free);

  return task;
}

/* Any thread. */
static BhcFileSum *
sum_up (GInputStream *stream, gint64 max_size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (BLOCK);
  BhcFileSum *sum;
  gint64 size = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, block, BLOCK, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, block, n);
      size += n;
      if (size <= max_size)
        continue;
      g_set_error (error, BH_ERROR, BH_ERROR_TOO_LARGE, _ ("Larger than %d MB: too large to read."),
                   (int) (max_size / (1024 * 1024)));
      return NULL;
    }
  if (n < 0)
    return NULL;
  if (size == 0)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, _ ("The file is empty."));
      return NULL;
    }

  sum = g_new0 (BhcFileSum, 1);
  sum->size = size;
  sum->hash = g_strdup (g_checksum_get_string (checksum));

  return sum;
}

static void
sum_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Range *range = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, &error);
  BhcFileSum *sum = NULL;

  if (stream != NULL)
    sum = sum_up (G_INPUT_STREAM (stream), range->length, cancellable, &error);
  if (sum != NULL)
    g_task_return_pointer (task, sum, (GDestroyNotify) bhc_file_sum_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bhc_file_sum_async (GFile *file,
                    gint64 max_size,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = new_task (file, 0, max_size, cancellable, callback, data);

  g_task_set_source_tag (task, bhc_file_sum_async);
  g_task_run_in_thread (task, sum_thread);
}

BhcFileSum *
bhc_file_sum_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GBytes *
read_part (GFileInputStream *stream, const Range *range, GCancellable *cancellable, GError **error)
{
  g_autofree guchar *bytes = g_malloc ((gsize) range->length);
  gsize n = 0;

  if (!g_seekable_seek (G_SEEKABLE (stream), range->offset, G_SEEK_SET, cancellable, error) ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, (gsize) range->length, &n,
                                cancellable, error))
    return NULL;
  if (n < (gsize) range->length)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_CONFLICT,
                           _ ("The file has changed while it was sent."));
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&bytes), n);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, &error);
  GBytes *bytes = stream != NULL ? read_part (stream, data, cancellable, &error) : NULL;

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
bhc_file_read_async (GFile *file,
                     gint64 offset,
                     gint64 length,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = new_task (file, offset, length, cancellable, callback, data);

  g_task_set_source_tag (task, bhc_file_read_async);
  g_task_run_in_thread (task, read_thread);
}

GBytes *
bhc_file_read_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
