/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What keeps the data from growing without bound.  Each call does a piece of bounded size, so that
 * the writer is never held long.  *@more: (out): there is more of it, call again. */

#define BHD_CHORE_PIECE 250 /* rows */

/* Forgets visitors' and operators' sessions that have ended. */
gboolean bhd_chores_forget_sessions (BhdTurn *turn, gboolean *more, GError **error);

/* Forgets the events of the organisation's log that are older than @keep_us, from its beginning;
 * the newest one stays.  Who wants to resume before what is left needs a snapshot. */
gboolean bhd_chores_shorten_log (BhdTurn *turn,
                                 const char *organization_id,
                                 gint64 keep_us,
                                 gboolean *more,
                                 GError **error);

G_END_DECLS
