/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk that is really full: a small file system in memory that only this process and its children
 * see. */

/* Before there is any thread.  FALSE: this machine does not let us. */
gboolean bht_small_disk_prepare (void);

void bht_small_disk_mount (const char *directory, guint megabytes); /* over what is there */
void bht_small_disk_unmount (const char *directory);

/* Not a byte is left, until there is room again. */
void bht_small_disk_fill (const char *directory);
void bht_small_disk_make_room (const char *directory);

G_END_DECLS
