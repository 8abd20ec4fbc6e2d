/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The place of the figures: a period, what it comes to against the one before, and charts.  They
 * are fetched when the page is come to and a minute has gone, and whenever one asks for it.
 *
 * Actions: "insights.refresh", "insights.export", "insights.save-table" (s, a card's name). */
#define BHC_TYPE_INSIGHTS_PAGE (bhc_insights_page_get_type ())
G_DECLARE_FINAL_TYPE (BhcInsightsPage, bhc_insights_page, BHC, INSIGHTS_PAGE, AdwBin)

GtkWidget *bhc_insights_page_new (BhcDesk *desk);

/* Everything that is shown, as comma-separated values.  Returns: (transfer full) (nullable) */
GBytes *bhc_insights_page_to_csv (BhcInsightsPage *self);

G_END_DECLS
