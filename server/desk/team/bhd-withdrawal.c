/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-withdrawal-private.h"

static gboolean
withdraw_from (BhdTurn *turn,
               const BhdCaller *
               operator,
               const char * conversation,
               BhdWithdraw withdraw,
               const char *id,
               GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin_desk (turn, operator, conversation, error);

  return row != NULL && withdraw (turn, row, id, error) &&
         bhd_change_announce (turn, row, "conversation.updated", FALSE, error);
}

gboolean
bhd_withdrawal_do_piece (BhdTurn *turn,
                         const BhdCaller *
                         operator,
                         char * const * conversations,
                         BhdWithdraw withdraw,
                         const char *id,
                         gboolean *more,
                         GError **error)
{
  guint n = 0;

  for (; conversations[n] != NULL; n++)
    if (!withdraw_from (turn, operator, conversations[n], withdraw, id, error))
      return FALSE;
  *more = n == BHD_WITHDRAWAL_PIECE;
  return TRUE;
}
