/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on @menu, whenever it opens, is no wider than its window: where its words need more,
 * they take several lines, and the keys beside them are left to the window of shortcuts. */
void bhc_fitting_menu_mend (GtkWidget *menu);

G_END_DECLS
