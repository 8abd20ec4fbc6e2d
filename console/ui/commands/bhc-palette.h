/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The palette: a field, and below it the commands that are possible now and whose words begin as
 * what is typed does; Return runs the first.  It closes when it has done something, or by Escape.
 *
 * Signal "search" (const char *words): what is typed is to be looked for everywhere. */
#define BHC_TYPE_PALETTE (bhc_palette_get_type ())
G_DECLARE_FINAL_TYPE (BhcPalette, bhc_palette, BHC, PALETTE, AdwWindow)

/* Returns: (transfer none): it belongs to GTK until it is destroyed */
GtkWidget *bhc_palette_new (GtkWindow *parent);

G_END_DECLS
