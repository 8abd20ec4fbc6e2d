/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-figures.h"
#include "console/model/insights/bhc-period.h"
#include "console/model/insights/bhc-table.h"

G_BEGIN_DECLS

/* The figures that are not over time, each as a table.  @step: not looked at.
 * Returns: (transfer full) */
BhcTable *bhc_insight_list_ratings (const BhcFigures *figures, BhcStep step);
BhcTable *bhc_insight_list_hours (const BhcFigures *figures, BhcStep step);
BhcTable *bhc_insight_list_operators (const BhcFigures *figures, BhcStep step);
BhcTable *bhc_insight_list_teams (const BhcFigures *figures, BhcStep step);
BhcTable *bhc_insight_list_reasons (const BhcFigures *figures, BhcStep step);
BhcTable *bhc_insight_list_gaps (const BhcFigures *figures, BhcStep step);
BhcTable *bhc_insight_list_tools (const BhcFigures *figures, BhcStep step);

G_END_DECLS
