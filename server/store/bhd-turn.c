/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-turn.h"

#include "common/bh-error.h"
#include "server/store/rows/bhd-event-rows.h"

gint64
bhd_turn_reserve_seq (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_assert (turn->writing);

  return bhd_event_rows_reserve (turn->db, organization_id, error);
}

gboolean
bhd_turn_publish (BhdTurn *turn, const BhdEventDraft *draft, GError **error)
{
  g_autoptr (BhdEvent) event = NULL;

  g_assert (turn->writing);
  g_assert (draft->seq > 0);

  event = bhd_event_new (draft, turn->now_us);
  if (!bhd_event_rows_insert (turn->db, event, error))
    return FALSE;

  g_ptr_array_add (turn->events, g_steal_pointer (&event));
  return TRUE;
}
