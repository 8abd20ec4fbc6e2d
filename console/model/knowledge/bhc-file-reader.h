/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reading a file that may be large without holding up the main thread. */

typedef struct
{
  gint64 size;
  char *hash; /* SHA-256 of all bytes, in lower-case hexadecimal digits */
} BhcFileSum;

void bhc_file_sum_free (BhcFileSum *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcFileSum, bhc_file_sum_free)

/* Fails with BH_ERROR_TOO_LARGE beyond @max_size, before all of it was read. */
void bhc_file_sum_async (GFile *file,
                         gint64 max_size,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
BhcFileSum *bhc_file_sum_finish (GFile *file, GAsyncResult *result, GError **error);

/* @length bytes from @offset on; fewer is BH_ERROR_CONFLICT: the file has changed. */
void bhc_file_read_async (GFile *file,
                          gint64 offset,
                          gint64 length,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
GBytes *bhc_file_read_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
