/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"

G_BEGIN_DECLS

/* The views of the inbox, the same on both sides of the wire (PROTOCOL.md). */
typedef enum
{
  BHC_VIEW_WAITING, /* for a person */
  BHC_VIEW_MINE,
  BHC_VIEW_UNASSIGNED,
  BHC_VIEW_ALL,
  BHC_VIEW_RESOLVED,
  BHC_VIEW_MENTIONED,
  BHC_VIEW_SNOOZED,
  BHC_VIEW_SAVED, /* the first of those somebody has made; which is which says the lens */
} BhcView;
#define BHC_N_SAVED 24
#define BHC_N_VIEWS (BHC_VIEW_SAVED + BHC_N_SAVED)
#define BHC_VIEW_NONE G_MAXUINT

/* In which order a view is shown: by last activity, newest first; by waiting since, longest first,
 * then those that do not wait; by priority, then waiting. */
typedef enum
{
  BHC_SORT_ACTIVITY,
  BHC_SORT_WAITING,
  BHC_SORT_PRIORITY,
} BhcSort;

const char *bhc_sort_to_string (BhcSort sort);
BhcSort bhc_sort_from_string (const char *word); /* (nullable); unknown: by activity */

/* A set of views: bit (1 << BHC_VIEW_…).  0 is a conversation that is not in the cache. */
typedef guint BhcViews;
#define BHC_VIEWS_FILTERED                                                                         \
  (1u << BHC_N_VIEWS) /* of the inbox alone: what a filter lets through                            \
                       */

static inline gboolean
bhc_views_contain (BhcViews views, BhcView view)
{
  return (views & (1u << view)) != 0;
}

/* Of a priority's word, low to urgent: 0 to 3. */
guint bhc_priority_rank (const char *priority);

/* The views @conversation is in for the operator @me, but for saved ones. */
BhcViews bhc_views_of (const BhConversation *conversation, const char *me);

G_END_DECLS
