/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The window of keyboard shortcuts, made of the table of commands: all that have keys, and they can
 * be searched.  Returns: (transfer none): it belongs to GTK until it is destroyed */
GtkWidget *bhc_shortcuts_new (GtkWindow *parent);

G_END_DECLS
