/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Goes to a place.  @count: (out) (transfer none): a label on it, hidden, for what waits there.
 * Returns: (transfer floating) */
GtkWidget *
bhc_place_button_new (const char *place, const char *icon, const char *title, GtkLabel **count);

GtkWidget *bhc_place_button_new_settings (void); /* (transfer floating) */

G_END_DECLS
