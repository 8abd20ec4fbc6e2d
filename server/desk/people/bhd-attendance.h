/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/people/bhd-load-rows.h"

G_BEGIN_DECLS

/* Who has what to do, and who says to be there. */
typedef struct
{
  GPtrArray *operators; /* of BhOperator, those who have left not among them */
  GHashTable *loads;    /* operator's id → BhdLoad */
  GPtrArray *running;   /* of BhdRunningRow: what the AI is at, at most 100 */
} BhdOccupation;

void bhd_occupation_clear (BhdOccupation *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdOccupation, bhd_occupation_clear)

/* Three queries, however many there are.  Returns: FALSE with @error set. */
gboolean bhd_occupation_read (BhdTurn *turn,
                              const char *organization_id,
                              BhdOccupation *self,
                              GError **error);

/* What @operator has; nothing where the operator has nothing. */
BhdLoad bhd_occupation_load (const BhdOccupation *self, const char *operator_id);

/* The operator says to be there, away or busy: visitors hear at once whether they are.  Returns:
 * (transfer full) */
BhOperator *
bhd_attendance_set (BhdTurn *turn, const BhdCaller *operator, BhAttendance status, GError **error);

G_END_DECLS
