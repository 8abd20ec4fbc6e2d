/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-change-private.h"

G_BEGIN_DECLS

#define BHD_WITHDRAWAL_PIECE 100 /* conversations in one turn */

/* Takes @id, of a label or a team that goes, out of one conversation on the workbench. */
typedef gboolean (*BhdWithdraw) (BhdTurn *turn,
                                 BhdConversationRow *row,
                                 const char *id,
                                 GError **error);

/* Does so in each of @conversations, at most BHD_WITHDRAWAL_PIECE ids, and announces them.
 * *@more: (out): as many as there may be were given, so that others may be left. */
gboolean bhd_withdrawal_do_piece (BhdTurn *turn,
                                  const BhdCaller *
                                  operator,
                                  char * const * conversations,
                                  BhdWithdraw withdraw,
                                  const char *id,
                                  gboolean *more,
                                  GError **error);

G_END_DECLS
