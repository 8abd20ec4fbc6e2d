/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "common/bh-message.h"

G_BEGIN_DECLS

/* Why a message that has just come is news for an operator. */
typedef enum
{
  BHC_ARRIVAL_NONE,    /* it is not */
  BHC_ARRIVAL_SAID,    /* a visitor of the operator's has written */
  BHC_ARRIVAL_MENTION, /* a colleague's note mentions the operator */
  BHC_ARRIVAL_HANDED,  /* somebody else made the conversation the operator's */
} BhcArrival;

/* @conversation: as it is after @message.  @me: the operator's id. */
BhcArrival
bhc_arrival_of (const BhMessage *message, const BhConversation *conversation, const char *me);

G_END_DECLS
