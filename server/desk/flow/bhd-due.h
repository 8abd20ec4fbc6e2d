/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What happens to conversations by itself when its time has come: a snooze ends, who has claimed
 * and lets the visitor wait gives back, what nobody touches is resolved. */

/* Whether there is anything, by index: for a reading turn, often. */
gboolean bhd_due_look (BhdTurn *turn, gboolean *any, GError **error);

/* Does a piece of it.  *@more: (out): call again. */
gboolean bhd_due_do (BhdTurn *turn, gboolean *more, GError **error);

G_END_DECLS
