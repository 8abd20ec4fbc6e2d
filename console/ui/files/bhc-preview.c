/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/files/bhc-preview.h"

#include "common/bh-error.h"
#include "common/media/bh-picture.h"

#include <glib/gi18n.h>

#define PIXELS_MAX                                                                                 \
  (40 * 1000 * 1000) /* of what is decoded: some loaders unpack all of it first                    \
                      */

typedef struct
{
  int width;
  int height;
} Bounds;

/* What the daemon said of it is not enough: the bytes are asked.  @bounds become those of the
 * picture as it is stored. */
static gboolean
check (const char *path, Bounds *bounds, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  const guint8 *bytes = file != NULL ? (const guint8 *) g_mapped_file_get_contents (file) : NULL;
  gsize head = file != NULL ? MIN (g_mapped_file_get_length (file), BH_MEDIA_HEAD) : 0;
  const BhMedia *media = bytes != NULL ? bh_media_sniff (bytes, head, NULL) : NULL;
  guint width = 0, height = 0;

  if (file == NULL)
    return FALSE;
  if (media != NULL && media->picture &&
      bh_picture_read_size (media, bytes, head, &width, &height) &&
      (guint64) width * height <= PIXELS_MAX)
    {
      bounds->width = MIN (bounds->width, (int) width); /* a small one is not made larger */
      bounds->height = MIN (bounds->height, (int) height);
      if (bh_picture_is_turned (media, bytes, head))
        *bounds = (Bounds){ bounds->height, bounds->width };
      return TRUE;
    }
  g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, _ ("This picture cannot be shown here."));
  return FALSE;
}

GdkPixbuf *
bhc_preview_decode (const char *path, int width, int height, GError **error)
{
  Bounds bounds = { width, height };
  g_autoptr (GdkPixbuf) raw = NULL;

  if (check (path, &bounds, error))
    raw = gdk_pixbuf_new_from_file_at_scale (path, bounds.width, bounds.height, TRUE, error);
  return raw != NULL ? gdk_pixbuf_apply_embedded_orientation (raw) : NULL;
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Bounds *bounds = data;
  g_autofree char *path = g_file_get_path (source);
  GError *error = NULL;
  g_autoptr (GdkPixbuf) pixels = bhc_preview_decode (path, bounds->width, bounds->height, &error);

  if (pixels != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixels), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
bhc_preview_load_async (GFile *file,
                        int width,
                        int height,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, data);
  const Bounds bounds = { width, height };

  g_task_set_task_data (task, g_memdup2 (&bounds, sizeof bounds), g_free);
  g_task_run_in_thread (task, load_thread);
}

GdkTexture *
bhc_preview_load_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
