/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-conversation.h"

G_BEGIN_DECLS

/* @me: the operator's id, which decides "mine". */
BhcConversation *bhc_conversation_new (const BhConversation *record, const char *me);
void bhc_conversation_set_record (BhcConversation *self, const BhConversation *record);

/* "pending" while at least one action is under way or one message waits in the outbox. */
void bhc_conversation_add_action (BhcConversation *self, int by);
void bhc_conversation_set_outgoing (BhcConversation *self, gboolean outgoing);

void bhc_conversation_set_draft (BhcConversation *self, const char *draft); /* (nullable) */

G_END_DECLS
