/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is chosen in @row, of strings, stands close to the arrow and keeps its room; libadwaita's
 * own is cut short as soon as the row explains itself. */
void bhc_chosen_show_whole (AdwComboRow *row);

G_END_DECLS
