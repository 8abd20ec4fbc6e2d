/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/insights/charts/bhc-canvas.h"

G_BEGIN_DECLS

/* What each line or bar of a chart is: its sign and its name.  Shown where there are several. */
GtkWidget *bhc_legend_new (BhcTable *table, const BhcChartKind *kind);

G_END_DECLS
