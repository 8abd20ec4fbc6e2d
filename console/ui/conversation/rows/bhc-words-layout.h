/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays out one GtkLabel that wraps.  Whatever stands at a side instead of filling its place is
 * asked how wide it would be at each height, which a label finds out by wrapping its words a dozen
 * times, for each of the boxes around it.  Here it says how wide it would like to be, whatever the
 * height, and how high it would be, from what is remembered until the words change.  The label
 * stays the same. */
#define BHC_TYPE_WORDS_LAYOUT (bhc_words_layout_get_type ())
G_DECLARE_FINAL_TYPE (BhcWordsLayout, bhc_words_layout, BHC, WORDS_LAYOUT, GtkLayoutManager)

/* (transfer full): for gtk_widget_set_layout_manager ().  Main thread. */
GtkLayoutManager *bhc_words_layout_new (void);

G_END_DECLS
