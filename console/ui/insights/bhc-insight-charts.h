/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-figures.h"
#include "console/model/insights/bhc-period.h"
#include "console/ui/insights/charts/bhc-canvas.h"

G_BEGIN_DECLS

/* Which charts there are, and what each shows of the figures. */
typedef struct
{
  const char *name;
  const BhcChartKind *kind;
  BhcTable *(*make) (const BhcFigures *figures, BhcStep step); /* (transfer full) */
  const char *hint;                                            /* (nullable) to be translated */
} BhcInsightChart;

extern const BhcInsightChart bhc_insight_charts[]; /* ends with a NULL name */

G_END_DECLS
