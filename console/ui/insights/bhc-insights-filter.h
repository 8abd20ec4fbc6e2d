/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-insights.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which figures somebody wants: a period, a team, an operator, a label, a channel.
 *
 * Signal "changed": another question. */
#define BHC_TYPE_INSIGHTS_FILTER (bhc_insights_filter_get_type ())
G_DECLARE_FINAL_TYPE (BhcInsightsFilter, bhc_insights_filter, BHC, INSIGHTS_FILTER, AdwBin)

GtkWidget *bhc_insights_filter_new (BhcDirectory *directory);

/* Its words hold until "changed". */
BhcInsightsQuery bhc_insights_filter_get_query (BhcInsightsFilter *self);

/* A period by its place in the list. */
void bhc_insights_filter_set_period (BhcInsightsFilter *self, BhcPeriodKind kind);
void bhc_insights_filter_set_days (BhcInsightsFilter *self, const GDate *from, const GDate *to);

G_END_DECLS
