/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-change-private.h"

G_BEGIN_DECLS

/* @row belongs to this team (nullable: to none) now, not yet stored.  BH_ERROR_INVALID with the
 * field “team_id” where there is no such team. */
gboolean
bhd_team_giving_set (BhdTurn *turn, BhdConversationRow *row, const char *team_id, GError **error);

G_END_DECLS
