/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* The visitor asks to be called back: says so in the conversation with one message under
 * @message_id, and asks for a person, with one handoff.  The same id again finds that message
 * (*@created FALSE) and changes nothing.
 * @phone: as the visitor wrote it.
 * @conversation: (out) (transfer full): as it is afterwards.
 * Errors: BH_ERROR_INVALID for what is no phone number, BH_ERROR_CONFLICT for an id that names
 * another message, BH_ERROR_CLOSED when resolved.  Returns: (transfer full) */
BhMessage *bhd_callback_request (BhdTurn *turn,
                                 const BhdCaller *visitor,
                                 const char *conversation_id,
                                 const char *message_id,
                                 const char *phone,
                                 BhConversation **conversation,
                                 gboolean *created,
                                 GError **error);

G_END_DECLS
