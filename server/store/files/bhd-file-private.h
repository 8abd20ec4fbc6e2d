/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Steps that make a file last through a crash of the machine. */

/* Sets an error out of errno.  Returns: FALSE. */
gboolean bhd_file_refuse (const char *what, GError **error);

/* Makes the directory (and those above it) lastingly. */
gboolean bhd_file_make_directory (const char *path, GError **error);

/* Its names are on the disk when this returns. */
gboolean bhd_file_sync_directory (const char *path, GError **error);
gboolean
bhd_file_write_all (int fd, gconstpointer bytes, gsize length, gint64 offset, GError **error);

/* What may be a piece of a path: ids and sums, lower-case hex digits and dashes. */
gboolean bhd_file_is_piece (const char *text);

G_END_DECLS
