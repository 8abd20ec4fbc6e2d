/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Lays out one label that wraps.  Whatever stands at a side instead of filling its place is asked
 * how wide it would be at each height, which a label finds out by wrapping its words a dozen times,
 * for each of the boxes around it.  Here it says how wide it would like to be, whatever the height.
 *
 * (transfer full): for gtk_widget_set_layout_manager ().  Main thread. */
GtkLayoutManager *bhc_words_layout_new (void);
