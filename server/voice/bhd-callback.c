/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/voice/bhd-callback.h"

#include "common/bh-error.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-messages.h"
#include "server/voice/bhd-phone.h"

BhMessage *
bhd_callback_request (BhdTurn *turn,
                      const BhdCaller *visitor,
                      const char *conversation_id,
                      const char *message_id,
                      const char *phone,
                      BhConversation **conversation,
                      gboolean *created,
                      GError **error)
{
  g_autofree char *number = bhd_phone_read (phone, error);
  g_autofree char *body = g_strconcat ("Please call me: ", number, NULL);
  g_autoptr (BhMessage) message = NULL;

  g_assert (visitor->who == BHD_VISITOR);

  if (number != NULL)
    message = bhd_messages_post (turn, visitor, conversation_id, message_id, BH_MESSAGE_TEXT, body,
                                 NULL, created, error);
  if (message == NULL)
    return NULL;

  /* An id that names what was said otherwise must not pass for a call that was asked for. */
  if (!*created && !g_str_equal (message->body, body))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                   "this id names another message: make a new one");
      return NULL;
    }

  *conversation = *created ? bhd_conversations_want_call (turn, visitor, conversation_id, error)
                           : bhd_conversations_find (turn, visitor, conversation_id, error);
  return *conversation != NULL ? g_steal_pointer (&message) : NULL;
}
