/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BHD_STEPS_MAX 400

typedef enum
{
  BHD_STEP_HOUR,
  BHD_STEP_DAY,
  BHD_STEP_WEEK, /* from Monday */
  BHD_STEP_MONTH,
} BhdStep;

/* Where each step of a period begins by the calendar and the clock of a place: the first one holds
 * @from_us, the last one what comes before @to_us.  Days have 23 or 25 hours where the clock is
 * changed.  Errors: BH_ERROR_INVALID, where the period is empty, or has more than BHD_STEPS_MAX of
 * them.  Returns: (transfer full): of gint64, µs since the epoch */
GArray *bhd_steps_new (gint64 from_us, gint64 to_us, BhdStep step, GTimeZone *zone, GError **error);

/* In which of them @at_us is; it is not before the first one. */
guint bhd_steps_find (const GArray *steps, gint64 at_us);

/* The hour of the week on the wall there: 0 is Monday from 0 to 1. */
guint bhd_steps_hour_of_week (GTimeZone *zone, gint64 at_us);

G_END_DECLS
