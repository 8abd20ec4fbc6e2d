/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of two children the first where it has room, else the second, which takes less.  (A squeezer of
 * libadwaita asks the one it shows how high it is in less width than it needs, which newer GTK
 * complains of.) */
#define BHC_TYPE_EITHER_LAYOUT (bhc_either_layout_get_type ())
G_DECLARE_FINAL_TYPE (BhcEitherLayout, bhc_either_layout, BHC, EITHER_LAYOUT, GtkLayoutManager)

G_END_DECLS
