/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/mail/bhd-letter.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-mail-rows.h"

G_BEGIN_DECLS

/* E-mail to visitors: asked for in a turn, written and sent by the mailer. */

/* The transcript, to the contact's own address.  Asked for again while it waits, it is one.
 * BH_ERROR_INVALID where the contact has no address, BH_ERROR_RATE_LIMITED after a few an hour. */
gboolean bhd_mails_ask_transcript (BhdTurn *turn,
                                   const BhdCaller *caller,
                                   const char *conversation_id,
                                   GError **error);

/* What the mailer sends next.  @mail: (out) (transfer full) (nullable): nothing is due;
 * @next_due_us: (out): 0: nothing waits. */
gboolean bhd_mails_take (BhdTurn *turn,
                         gint64 lease_us,
                         BhdMail **mail,
                         gint64 *next_due_us,
                         GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where nobody wants it any more. */
BhdLetter *bhd_mails_write (BhdTurn *turn, const BhdMail *mail, GError **error);

typedef enum
{
  BHD_MAIL_SENT,
  BHD_MAIL_DROPPED, /* nobody wanted it any more */
  BHD_MAIL_AGAIN,   /* tried again, more and more seldom, for a day */
  BHD_MAIL_REFUSED, /* for good */
} BhdMailResult;

gboolean bhd_mails_report (BhdTurn *turn,
                           const BhdMail *mail,
                           BhdMailResult result,
                           const char *failure,
                           GError **error);

G_END_DECLS
