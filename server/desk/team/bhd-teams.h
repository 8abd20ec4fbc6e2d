/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/team/bhd-team-rows.h"

G_BEGIN_DECLS

/* Operators who take conversations together. */

#define BHD_TEAMS_MAX 100 /* of one organisation */
#define BHD_TEAM_MEMBERS_MAX 200

/* Members of @draft and @change that are NULL are not given.
 * Returns: (transfer full): made, or the one that has this id (*@created FALSE); BH_ERROR_CONFLICT
 * for a name that is taken, _INVALID for members who are not here. */
BhdTeamRow *bhd_teams_create (BhdTurn *turn,
                              const BhdCaller *
                              operator,
                              const BhdTeamRow * draft,
                              gboolean *created,
                              GError **error);
BhdTeamRow *bhd_teams_change (BhdTurn *turn,
                              const BhdCaller *
                              operator,
                              const char * id,
                              const BhdTeamRow *change,
                              GError **error);

/* Frees some conversations of it; with the last of them it goes itself.  *@more: call again. */
gboolean bhd_teams_delete (BhdTurn *turn,
                           const BhdCaller *
                           operator,
                           const char * id,
                           gboolean *more,
                           GError **error);

G_END_DECLS
