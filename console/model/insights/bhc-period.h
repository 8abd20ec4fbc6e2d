/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which days figures are asked for. */
typedef enum
{
  BHC_PERIOD_TODAY,
  BHC_PERIOD_WEEK,    /* 7 days, today among them; the next two likewise */
  BHC_PERIOD_MONTH,   /* 30 */
  BHC_PERIOD_QUARTER, /* 90 */
  BHC_PERIOD_YEAR,    /* from its first day on */
  BHC_PERIOD_OWN,     /* from one day to another, both among them */
} BhcPeriodKind;

typedef enum
{
  BHC_STEP_HOUR,
  BHC_STEP_DAY,
  BHC_STEP_WEEK,
  BHC_STEP_MONTH,
} BhcStep;

typedef struct
{
  BhcPeriodKind kind;
  GDate from, to; /* of BHC_PERIOD_OWN, in either order */
} BhcPeriod;

/* The same in the daemon's words: it begins at a midnight and ends now, or at a midnight before. */
typedef struct
{
  gint64 from_us, to_us;
  BhcStep step; /* as many as a chart can show */
} BhcSpan;

BhcSpan bhc_period_span (const BhcPeriod *self, gint64 now_us, GTimeZone *zone);
const char *bhc_step_word (BhcStep step); /* as it is on the wire */

G_END_DECLS
