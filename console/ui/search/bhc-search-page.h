/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One field for everything ever said, for contacts and articles.
 *
 * Opens what is chosen by the actions "places.open-message" (sxs), "places.open-conversation" (s)
 * and "places.open-article" (ss) of whoever it stands in; is left by "places.show" (s). */
#define BHC_TYPE_SEARCH_PAGE (bhc_search_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcSearchPage, bhc_search_page, BHC, SEARCH_PAGE, AdwBin)

GtkWidget *bhc_search_page_new (BhcDesk *desk);
void bhc_search_page_find (BhcSearchPage *self, const char *text); /* (nullable): as it is */

G_END_DECLS
