/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/flow/bhd-colleague-rows.h"

G_BEGIN_DECLS

/* Who may be given a conversation: somebody of the organisation who has not been disabled. */

/* Returns: (transfer full): BH_ERROR_INVALID with @field where there is no such one. */
BhdColleague *bhd_colleagues_find (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *id,
                                   const char *field,
                                   GError **error);

/* Whose session was still good when the request came in may have been disabled since.
 * FALSE with BH_ERROR_FORBIDDEN. */
gboolean bhd_colleagues_check (BhdTurn *turn, const BhdCaller *operator, GError ** error);

G_END_DECLS
