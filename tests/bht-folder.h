/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Removes a folder with all that is in it.  Links are removed, not followed: a browser's profile
 * has some that lead elsewhere. */
void bht_folder_remove (const char *path);

/* How many files are in a folder and in those in it; 0 where there is none. */
guint bht_folder_count (const char *path);

G_END_DECLS
