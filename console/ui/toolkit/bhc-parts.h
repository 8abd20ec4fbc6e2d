/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Mends the parts below @root that GTK and libadwaita make themselves: names those they leave
 * without a name (scroll bars, the button of a drop-down, switchers, the signs in entries and
 * rows), and gives words the lines they need. */
void bhc_parts_mend (GtkWidget *root);

G_END_DECLS
