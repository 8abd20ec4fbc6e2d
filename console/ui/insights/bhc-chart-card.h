/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/insights/charts/bhc-canvas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A chart with its title and legend, which can be shown as a table instead, and saved.  Where there
 * is nothing to show, it says so.  Saving is left to an action of whatever stands around it:
 * "insights.save-table" (s, the card's name). */
#define BHC_TYPE_CHART_CARD (bhc_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (BhcChartCard, bhc_chart_card, BHC, CHART_CARD, AdwBin)

/* @hint: (nullable) how it is to be read. */
GtkWidget *bhc_chart_card_new (const char *name, const char *hint, const BhcChartKind *kind);
void bhc_chart_card_set_table (BhcChartCard *self, BhcTable *table);

const char *bhc_chart_card_get_name (BhcChartCard *self);
BhcTable *bhc_chart_card_get_table (BhcChartCard *self); /* (transfer none) (nullable) */

G_END_DECLS
