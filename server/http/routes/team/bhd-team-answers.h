/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"
#include "server/store/rows/team/bhd-canned-rows.h"
#include "server/store/rows/team/bhd-label-rows.h"
#include "server/store/rows/team/bhd-team-rows.h"
#include "server/store/rows/team/bhd-view-rows.h"

G_BEGIN_DECLS

/* How what a team shares looks outside. */
void bhd_team_write_team (BhJsonWriter *json, const char *name, const BhdTeamRow *row);
void bhd_team_write_label (BhJsonWriter *json, const char *name, const BhdLabelRow *row);
void bhd_team_write_canned (BhJsonWriter *json, const char *name, const BhdCannedRow *row);
void bhd_team_write_view (BhJsonWriter *json, const char *name, const BhdViewRow *row);

/* Writes {"operators":[…]}.  @operators: (nullable): FALSE. */
gboolean bhd_team_answer_operators (GPtrArray *operators, BhdReply *reply);

/* One piece of a change that is too large for one turn.  *@more: (out): call again. */
typedef gboolean (*BhdPieceFunc) (BhdTurn *turn,
                                  const BhdCaller *
                                  operator,
                                  const char * id,
                                  gboolean *more,
                                  GError **error);

/* All pieces, each in a turn of its own, so that others' jobs come between them. */
gboolean
bhd_team_do_pieces (BhdStore *store, const BhdRequest *request, BhdPieceFunc piece, GError **error);

G_END_DECLS
