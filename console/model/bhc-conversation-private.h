/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-conversation.h"

G_BEGIN_DECLS

/* @me: the operator's id, which decides "mine". */
BhcConversation *bhc_conversation_new (const BhConversation *record, const char *me);

/* Tells what is known of a row.  Returns: (transfer full).  @draft: (out) (transfer none)
 * (nullable) */
typedef BhConversation *(*BhcConversationReader) (GObject *source,
                                                  gint64 row,
                                                  gboolean *outgoing,
                                                  const char **draft);

/* One that is read from @source, which it keeps until then, when somebody asks about it. */
BhcConversation *bhc_conversation_new_for_row (GObject *source,
                                               BhcConversationReader reader,
                                               gint64 row,
                                               const char *me);

/* Until it is, nobody knows anything of it that could be out of date. */
gboolean bhc_conversation_is_read (BhcConversation *self);

void bhc_conversation_set_record (BhcConversation *self, const BhConversation *record);

/* "pending" while at least one action is under way or one message waits in the outbox. */
void bhc_conversation_add_action (BhcConversation *self, int by);
void bhc_conversation_set_outgoing (BhcConversation *self, gboolean outgoing);

void bhc_conversation_set_draft (BhcConversation *self, const char *draft); /* (nullable) */

G_END_DECLS
