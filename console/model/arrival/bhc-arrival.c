/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/arrival/bhc-arrival.h"

#include <string.h>

/* Ids are looked for as they stand in the list: they are unmistakable. */
static gboolean
mentions (const BhConversation *conversation, const char *me)
{
  return conversation->mentions != NULL && strstr (conversation->mentions, me) != NULL;
}

BhcArrival
bhc_arrival_of (const BhMessage *message, const BhConversation *conversation, const char *me)
{
  gboolean mine = g_strcmp0 (conversation->assignee_id, me) == 0;

  if (g_strcmp0 (message->author_id, me) == 0)
    return BHC_ARRIVAL_NONE;
  if (message->kind == BH_MESSAGE_NOTE)
    return mentions (conversation, me) ? BHC_ARRIVAL_MENTION : BHC_ARRIVAL_NONE;
  if (!mine)
    return BHC_ARRIVAL_NONE;
  if (message->kind == BH_MESSAGE_NOTICE)
    return g_strcmp0 (message->notice, "transferred") == 0 ? BHC_ARRIVAL_HANDED : BHC_ARRIVAL_NONE;

  return message->author == BH_AUTHOR_VISITOR ? BHC_ARRIVAL_SAID : BHC_ARRIVAL_NONE;
}
