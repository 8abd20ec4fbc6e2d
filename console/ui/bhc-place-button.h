/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Goes to a place.  @count: (out) (transfer none): a label on it, hidden, for what waits there.
 * Returns: (transfer floating) */
GtkWidget *
bhc_place_button_new (const char *place, const char *icon, const char *title, GtkLabel **count);

/* Shares @bar, which shall be @width wide, among what stands in it; the buttons have their words
 * where there is room for them.  To be called while it is given its place: acts after that. */
void bhc_place_button_fit (GtkWidget *bar, int width);

GtkWidget *bhc_place_button_new_settings (void); /* (transfer floating) */

G_END_DECLS
