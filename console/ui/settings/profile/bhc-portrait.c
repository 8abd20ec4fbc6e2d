/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-error.h"
#include "console/ui/files/bhc-preview.h"

#include "console/ui/settings/profile/bhc-portrait.h"

#define SIDE_MIN 64 /* of the last try at making it small enough */

/* Returns: (transfer full) */
static GdkPixbuf *
cut_square (GdkPixbuf *pixels, int side_max)
{
  int width = gdk_pixbuf_get_width (pixels);
  int height = gdk_pixbuf_get_height (pixels);
  int whole = MIN (width, height);
  int side = MIN (whole, side_max);
  g_autoptr (GdkPixbuf) square =
      gdk_pixbuf_new_subpixbuf (pixels, (width - whole) / 2, (height - whole) / 2, whole, whole);

  return gdk_pixbuf_scale_simple (square, side, side, GDK_INTERP_BILINEAR);
}

/* What can be seen through stays so.  Returns: (transfer full) (nullable) */
static GBytes *
encode (GdkPixbuf *square, GError **error)
{
  gboolean clear = gdk_pixbuf_get_has_alpha (square);
  char *bytes = NULL;
  gsize length = 0;

  if (!(clear ? gdk_pixbuf_save_to_buffer (square, &bytes, &length, "png", error, NULL)
              : gdk_pixbuf_save_to_buffer (square, &bytes, &length, "jpeg", error, "quality", "88",
                                           NULL)))
    return NULL;
  return g_bytes_new_take (bytes, length);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (source);
  g_autoptr (GdkPixbuf) pixels = NULL;
  g_autoptr (GBytes) portrait = NULL;
  GError *error = NULL;

  if (path == NULL)
    g_set_error_literal (&error, BH_ERROR, BH_ERROR_INVALID,
                         _ ("Only files of this computer can be used."));
  else
    pixels = bhc_preview_decode (path, 4 * BHC_PORTRAIT_SIDE, 4 * BHC_PORTRAIT_SIDE, &error);
  for (int side = BHC_PORTRAIT_SIDE; pixels != NULL && portrait == NULL && side >= SIDE_MIN;
       side /= 2)
    {
      g_autoptr (GdkPixbuf) square = cut_square (pixels, side);

      portrait = encode (square, &error);
      if (portrait == NULL)
        break;
      if (g_bytes_get_size (portrait) > BHC_PORTRAIT_MAX_SIZE)
        g_clear_pointer (&portrait, g_bytes_unref);
    }
  if (portrait != NULL)
    g_task_return_pointer (task, g_steal_pointer (&portrait), (GDestroyNotify) g_bytes_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_TOO_LARGE,
                             _ ("This picture cannot be made small enough."));
}

void
bhc_portrait_make_async (GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, data);

  g_task_run_in_thread (task, make_thread);
}

GBytes *
bhc_portrait_make_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
