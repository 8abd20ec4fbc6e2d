/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The title of @window stands between the buttons of the bar that its content begins with; where it
 * does not fit there as a whole, below the bar in as many lines as it needs. */
void bhc_title_fit (AdwWindow *window);

/* The same for @title in the bar of a pane, whose subtitle gives way first.  @below: FALSE where
 * the page says it again. */
void bhc_title_fit_bar (AdwWindowTitle *title, gboolean below);

G_END_DECLS
