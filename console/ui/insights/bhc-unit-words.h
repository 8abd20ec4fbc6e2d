/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-table.h"

G_BEGIN_DECLS

/* Numbers as people read them, in their language.  What cannot be said is a dash.
 * Returns: (transfer full) */
char *bhc_unit_say (BhcUnit unit, double value); /* “1,234”, “4 min 12 s”, “4.2”, “0.37”, “64 %” */
char *bhc_unit_mark (BhcUnit unit, double value); /* for an axis: “1,234”, “5 min”, “4” */

/* How @now differs from @before, “12 % more”; of shares in points.  @way: 1 more, -1
 * less, 0 alike or not to be said.  Returns: (transfer full) (nullable): there is nothing to
 * compare */
char *bhc_unit_compare (BhcUnit unit, double now, double before, int *way);

G_END_DECLS
