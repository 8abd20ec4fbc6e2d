/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/desk/widget/bhd-visitors.h"

G_BEGIN_DECLS

/* What a visitor leaves while nobody is there: who they are and what they want, at once. */
typedef struct
{
  BhdIntroduction introduction; /* name and e-mail are needed */
  const char *id;               /* of the conversation */
  const char *message_id;
  const char *body;
} BhdOfflineForm;

/* Stores all of it or nothing: a conversation that waits for a person, which no AI answers.  The
 * same form again is found (*@created FALSE) and only gets another session.
 * Errors: as of bhd_visitors_introduce(); BH_ERROR_CONFLICT for ids that name something else.
 * @token, @conversation: (out) (transfer full).  Returns: (transfer full): the visitor. */
BhdCaller *bhd_offline_form_take (BhdTurn *turn,
                                  const BhdOfflineForm *form,
                                  char **token,
                                  BhConversation **conversation,
                                  gboolean *created,
                                  GError **error);

G_END_DECLS
