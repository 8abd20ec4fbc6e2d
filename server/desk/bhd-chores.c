/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-chores.h"

#include "server/store/rows/bhd-contact-rows.h"
#include "server/store/rows/bhd-event-rows.h"
#include "server/store/rows/bhd-operator-rows.h"

gboolean
bhd_chores_forget_sessions (BhdTurn *turn, gboolean *more, GError **error)
{
  gint64 contacts =
      bhd_contact_rows_forget_sessions (turn->db, turn->now_us, BHD_CHORE_PIECE, error);
  gint64 operators = -1;

  if (contacts >= 0)
    operators = bhd_operator_rows_forget_sessions (turn->db, turn->now_us, BHD_CHORE_PIECE, error);
  *more = contacts == BHD_CHORE_PIECE || operators == BHD_CHORE_PIECE;
  return operators >= 0;
}

gboolean
bhd_chores_shorten_log (BhdTurn *turn,
                        const char *organization_id,
                        gint64 keep_us,
                        gboolean *more,
                        GError **error)
{
  BhdEventSpan old = { 0 };

  *more = FALSE;
  if (!bhd_event_rows_find_old (turn->db, organization_id, turn->now_us - keep_us, BHD_CHORE_PIECE,
                                &old, error))
    return FALSE;
  if (old.count == 0)
    return TRUE;

  *more = old.count == BHD_CHORE_PIECE;
  return bhd_event_rows_prune (turn->db, organization_id, old.last_seq, error);
}
