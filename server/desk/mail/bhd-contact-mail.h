/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* A letter that an operator writes to a contact. */

#define BHD_CONTACT_MAIL_SUBJECT 200 /* characters */
#define BHD_CONTACT_MAIL_BODY 4000

typedef struct
{
  const char *id; /* of the letter and of the note */
  const char *subject;
  const char *body;
  const char *conversation_id; /* (nullable): the contact's latest */
} BhdContactMail;

/* Leaves it to the mailer, and a note in the conversation.  The same id again is the same letter.
 * BH_ERROR_INVALID where the contact has no address, or no conversation that could remember it. */
gboolean bhd_contact_mail_send (BhdTurn *turn,
                                const BhdCaller *
                                operator,
                                const char * contact_id,
                                const BhdContactMail *mail,
                                GError **error);

G_END_DECLS
