/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One row of the inbox, alive: a record that is replaced as news comes.  Read-only properties for
 * bindings: "id", "name", "preview", "author-icon" (who wrote last), "updated-us", "status" (wire
 * word), "unread", "waiting-since-us" (0: nobody waits), "assignee-name" (nullable), "mine",
 * "waiting", "draft" (nullable: how what the operator has begun to write here begins, on one line;
 * “” for files alone), "pending" (an action on it is under way or waits in the outbox), "record"
 * (boxed BhConversation). */
#define BHC_TYPE_CONVERSATION (bhc_conversation_get_type ())
G_DECLARE_FINAL_TYPE (BhcConversation, bhc_conversation, BHC, CONVERSATION, GObject)

GType bhc_conversation_record_get_type (void); /* of "record" */

const BhConversation *bhc_conversation_get_record (BhcConversation *self);
const char *bhc_conversation_get_id (BhcConversation *self);

/* As people tell contacts apart: who gave neither name nor address has a piece of the id. */
const char *bhc_conversation_get_name (BhcConversation *self);
const char *bhc_conversation_get_given_name (BhcConversation *self); /* (nullable): gave none */

gboolean bhc_conversation_is_mine (BhcConversation *self);
gboolean bhc_conversation_is_waiting (BhcConversation *self); /* for a person */

/* What the visitor's browser told about itself, by the field's name on the wire: "timezone",
 * "timezoneOffset", "userAgent", "language", "currentUrl", "referrer" …  Returns: (nullable) */
const char *bhc_conversation_get_detail (BhcConversation *self, const char *field);

/* What the visitor answered before the chat, one “key: answer” a line.  Returns: (transfer full)
 * (nullable): nothing was */
char *bhc_conversation_describe_answers (BhcConversation *self);

G_END_DECLS
