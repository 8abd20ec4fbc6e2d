/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-figures.h"
#include "console/model/insights/bhc-table.h"
#include "console/ui/insights/bhc-columns.h"

G_BEGIN_DECLS

/* The figures of the whole period: a row for it, and one for the period before. */
BhcTable *bhc_overview_new (const BhcFigures *figures); /* (transfer full) */

/* Puts them into @tiles, each with how it differs from before. */
void bhc_overview_show (BhcTable *overview, BhcColumns *tiles);

G_END_DECLS
