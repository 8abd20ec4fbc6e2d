/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The name of a file in one line.  Where there is no room for all of it, the middle is left out:
 * the ending, which says what kind of file it is, always stays.  The whole of it is the tooltip,
 * and what a screen reader reads.
 *
 * @max_chars: how long it is at most */
GtkWidget *bhc_file_name_new (const char *name, int max_chars);

/* Where the ending of @name begins, with its dot: at its very end where it has none. */
const char *bhc_file_name_ending (const char *name);

G_END_DECLS
