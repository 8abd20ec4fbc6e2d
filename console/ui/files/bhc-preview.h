/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Decodes a picture upright, never larger than that; any thread, which it blocks.
 * Returns: (transfer full) */
GdkPixbuf *bhc_preview_decode (const char *path, int width, int height, GError **error);

/* Decodes a picture on another thread, never larger than so many pixels each way: whatever the file
 * says.  Returns: (transfer full) */
void bhc_preview_load_async (GFile *file,
                             int width,
                             int height,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
GdkTexture *bhc_preview_load_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
