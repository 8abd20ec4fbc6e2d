/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-task-private.h"

G_BEGIN_DECLS

/* Brings answers home to one GMainContext: a GSource with a locked queue.  Any thread posts; done()
 * runs where the context is iterated. */

/* One mailbox for each context that has sent something; any thread. */
typedef struct _BhdMailboxes BhdMailboxes;

BhdMailboxes *bhd_mailboxes_new (void);

/* The mailbox of the calling thread's default context.  It holds the context, and is held, until
 * the answer to one task more has been posted. */
BhdMailbox *bhd_mailboxes_expect (BhdMailboxes *self);

/* Answers that were posted are still delivered. */
void bhd_mailboxes_free (BhdMailboxes *self);

/* Delivers @chain, of tasks expected here, with one wake-up.  Empties @chain. */
void bhd_mailbox_post (BhdMailbox *self, BhdTaskChain *chain);

G_END_DECLS
