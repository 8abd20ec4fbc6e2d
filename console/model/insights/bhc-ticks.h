/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/insights/bhc-table.h"

G_BEGIN_DECLS

/* Where the lines of an axis stand: at first, first + step, …, first + n · step. */
typedef struct
{
  double first, step;
  guint n;
} BhcTicks;

/* An axis that reaches to @top or a little higher with at most @most steps (1 or more), each of
 * them a number that people count in: 1, 2, 5, 10; of time 1, 2, 5, 10, 15, 30 seconds or minutes,
 * then hours and days.  Counts are never divided; ratings go from 1 to 5. */
BhcTicks bhc_ticks_new (double top, guint most, BhcUnit unit);
double bhc_ticks_last (const BhcTicks *self);

/* Where @value stands on it, from 0 at the first to 1 at the last. */
double bhc_ticks_part (const BhcTicks *self, double value);

G_END_DECLS
