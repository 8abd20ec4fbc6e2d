/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-view.h"

#include "common/bh-words.h"

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

BhcViews
bhc_views_of (const BhConversation *conversation, const char *me)
{
  BhcViews views = 1u << BHC_VIEW_ALL;

  if (conversation->status == BH_STATUS_RESOLVED)
    return views | 1u << BHC_VIEW_RESOLVED;

  if (conversation->assignee_id == NULL)
    views |= 1u << BHC_VIEW_UNASSIGNED;
  else if (g_strcmp0 (conversation->assignee_id, me) == 0)
    views |= 1u << BHC_VIEW_MINE;

  if (conversation->assignee_id == NULL && conversation->status == BH_STATUS_ESCALATED)
    views |= 1u << BHC_VIEW_WAITING;

  return views;
}
