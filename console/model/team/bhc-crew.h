/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/team/bhc-ai-run.h"
#include "console/model/team/bhc-mate.h"
#include "console/model/team/bhc-whispers.h"

G_BEGIN_DECLS

/* Who is there, what each of them has, what the AI is at, and what they whisper to this operator;
 * as the feed tells it.  Without a connection it is what was known last.
 *
 * Properties: "n-unread" (guint): whispers that were not read; "current" (gboolean): what is told
 * is so now; "problem" (nullable sentence): why it could not be asked for. Signal "heard"
 * (BhcWhisper *): somebody has whispered, and nobody looks at it.  Main thread. */
#define BHC_TYPE_CREW (bhc_crew_get_type ())
G_DECLARE_FINAL_TYPE (BhcCrew, bhc_crew, BHC, CREW, GObject)

/* The one of @desk, which lives as long.  (transfer none) */
BhcCrew *bhc_crew_of (BhcDesk *desk);

/* Live lists.  (transfer none) */
GListModel *bhc_crew_get_mates (BhcCrew *self); /* of BhcMate, by name */
GListModel *bhc_crew_get_runs (BhcCrew *self);  /* of BhcAiRun, as they began */

BhcMate *bhc_crew_find_mate (BhcCrew *self, const char *id); /* (transfer none) (nullable) */
guint bhc_crew_get_n_unread (BhcCrew *self);
gboolean bhc_crew_is_current (BhcCrew *self);
const char *bhc_crew_get_problem (BhcCrew *self); /* (nullable) */

/* While somebody looks, loads and runs are kept as they are at the daemon.  Counted. */
void bhc_crew_watch (BhcCrew *self);
void bhc_crew_unwatch (BhcCrew *self);

/* What was whispered with one of them; made once.  (transfer none) */
BhcWhispers *bhc_crew_open_whispers (BhcCrew *self, const char *with);

G_END_DECLS
