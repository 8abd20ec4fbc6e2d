/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/insights/charts/bhc-canvas.h"

G_BEGIN_DECLS

/* A table as a picture.  One can point at its numbers, or walk through them: Tab comes to the
 * chart, the arrow keys, Home and End walk, Escape puts the bubble away.  A screen reader hears the
 * chart's title and what it shows as a whole, then each point that is walked to. */
#define BHC_TYPE_CHART (bhc_chart_get_type ())
G_DECLARE_FINAL_TYPE (BhcChart, bhc_chart, BHC, CHART, GtkWidget)

/* @kind: one of those in bhc-canvas.h, forever. */
GtkWidget *bhc_chart_new (const BhcChartKind *kind);
void bhc_chart_set_table (BhcChart *self, BhcTable *table);

/* What the bubble says.  Returns: (transfer full) (nullable): there is none */
char *bhc_chart_get_words (BhcChart *self);

/* What the chart shows as a whole.  Returns: (transfer full) */
char *bhc_chart_describe (BhcTable *table);

G_END_DECLS
