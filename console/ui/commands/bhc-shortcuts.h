/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window of keyboard shortcuts, made of the table of commands.
 * Returns: (transfer none): it belongs to GTK until it is destroyed */
GtkShortcutsWindow *bhc_shortcuts_new (void);

G_END_DECLS
