/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/directory/bhc-directory.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What may be typed next in a search: the operators, and behind one of them what it can ask for,
 * names of the team included.
 *
 * Signal "chosen" (const char *text, int position): the whole field, as it is with the choice in
 * it, and where the writing goes on. */
#define BHC_TYPE_SEARCH_HINTS (bhc_search_hints_get_type ())
G_DECLARE_FINAL_TYPE (BhcSearchHints, bhc_search_hints, BHC, SEARCH_HINTS, GtkWidget)

void bhc_search_hints_set_directory (BhcSearchHints *self, BhcDirectory *directory);

/* @position: of the cursor, in characters. */
void bhc_search_hints_follow (BhcSearchHints *self, const char *text, int position);

G_END_DECLS
