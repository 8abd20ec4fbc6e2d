/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* To whom, one of the two; and what colleagues are told with it. */
typedef struct
{
  const char *operator_id; /* (nullable): has it at once, and is mentioned */
  const char *team_id;     /* (nullable): there it waits again */
  const char *note;        /* (nullable): needs its id, which makes a repeat safe */
  const char *note_id;
} BhdTransfer;

/* All of it or nothing.  An agent hands over their own and what nobody has.  To whom it belongs
 * already is no news, a note that is stored already is the same transfer again.  A snooze ends.
 * BH_ERROR_INVALID for who is not there or disabled, BH_ERROR_CLOSED, BH_ERROR_CLAIMED,
 * BH_ERROR_CONFLICT for a note's id that names something else.  Returns: (transfer full) */
BhConversation *bhd_transfers_make (BhdTurn *turn,
                                    const BhdCaller *
                                    operator,
                                    const char * id,
                                    const BhdTransfer *transfer,
                                    GError **error);

G_END_DECLS
