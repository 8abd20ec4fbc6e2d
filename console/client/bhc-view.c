/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-view.h"

#include "common/bh-words.h"
#include "console/client/cache/bhc-filter.h"

static const BhWords priorities = BH_WORDS ("low", "normal", "high", "urgent");
static const BhWords sorts = BH_WORDS ("activity", "waiting", "priority");

const char *
bhc_sort_to_string (BhcSort sort)
{
  return bh_words_get (&sorts, sort);
}

BhcSort
bhc_sort_from_string (const char *word)
{
  guint sort = BHC_SORT_ACTIVITY;

  return word != NULL && bh_words_find (&sorts, word, &sort) ? (BhcSort) sort : BHC_SORT_ACTIVITY;
}

guint
bhc_priority_rank (const char *priority)
{
  guint rank = 1;

  return bh_words_find (&priorities, priority, &rank) ? rank : 1;
}

static BhcViews
open_views (const BhConversation *conversation, const char *me)
{
  BhcViews views = 0;

  if (conversation->assignee_id == NULL)
    views |= 1u << BHC_VIEW_UNASSIGNED;
  else if (g_strcmp0 (conversation->assignee_id, me) == 0)
    views |= 1u << BHC_VIEW_MINE;
  if (conversation->assignee_id == NULL && conversation->status == BH_STATUS_ESCALATED)
    views |= 1u << BHC_VIEW_WAITING;

  return views;
}

BhcViews
bhc_views_of (const BhConversation *conversation, const char *me)
{
  BhcViews views = 1u << BHC_VIEW_ALL;

  if (me != NULL && bhc_list_has (conversation->mentions, me))
    views |= 1u << BHC_VIEW_MENTIONED;
  if (conversation->status == BH_STATUS_RESOLVED)
    return views | 1u << BHC_VIEW_RESOLVED;
  if (conversation->snoozed_until_us != 0)
    return views | 1u << BHC_VIEW_SNOOZED;

  return views | open_views (conversation, me);
}
