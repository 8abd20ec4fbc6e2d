/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/insights/bhc-figures.h"
#include "console/model/insights/bhc-period.h"

G_BEGIN_DECLS

/* Of what figures are wanted; an id or word that is NULL is any. */
typedef struct
{
  BhcPeriod period;
  const char *team;
  const char *colleague;
  const char *label;
  const char *channel; /* wire word */
} BhcInsightsQuery;

typedef enum
{
  BHC_INSIGHTS_LOADING,
  BHC_INSIGHTS_READY,
  BHC_INSIGHTS_FAILED,
  BHC_INSIGHTS_OFFLINE, /* asked again as soon as there is a connection */
} BhcInsightsState;

/* Figures of the desk over a period.  An answer that comes after another question was asked is
 * nobody's.
 *
 * Signal "changed": state or figures are others.
 * Signal "stale" (const char *sentence): what is shown could not be fetched anew.
 * Main thread. */
#define BHC_TYPE_INSIGHTS (bhc_insights_get_type ())
G_DECLARE_FINAL_TYPE (BhcInsights, bhc_insights, BHC, INSIGHTS, GObject)

BhcInsights *bhc_insights_new (BhcDesk *desk);

/* Asks in the machine's time zone, for what goes until now.  What was known is forgotten. */
void bhc_insights_ask (BhcInsights *self, const BhcInsightsQuery *query);

/* Asks the same once more, and keeps what is known meanwhile. */
void bhc_insights_refresh (BhcInsights *self);

BhcInsightsState bhc_insights_get_state (BhcInsights *self);
const char *bhc_insights_get_problem (BhcInsights *self); /* (nullable) why it failed */

/* (transfer none) (nullable), until "changed" */
const BhcFigures *bhc_insights_get_figures (BhcInsights *self);
BhcSpan bhc_insights_get_span (BhcInsights *self);    /* that of the figures, or of the question */
gint64 bhc_insights_get_asked_us (BhcInsights *self); /* when they were asked for */

G_END_DECLS
