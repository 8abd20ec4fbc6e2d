/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes a list one stop on the way of the Tab key: arrows walk in it, Tab leaves it.  GTK lets Tab
 * go through every row (its “tab-behavior” is of 4.12 and later), and where what is selected
 * decides what is shown behind the list, Tab alone would never come to it. */
void bhc_one_stop_make (GtkWidget *list);

G_END_DECLS
