/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with how @window looks and works now, a line each, appended to @faults: wider than
 * @width, parts outside of it, labels cut short that are all one has, frames cut by what scrolls,
 * what can be used and has no name, what the Tab key never comes to. */
void measure_window (GtkWidget *window, int width, GString *faults);

G_END_DECLS
