/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/directory/bhc-directory.h"
#include "console/model/team/bhc-ai-run.h"
#include "console/model/team/bhc-mate.h"

G_BEGIN_DECLS

/* What the daemon says of the team becomes lists; an object stays the same while its id does, and
 * what is the same as before is not told again.  @answer: of GET /v1/desk/people. */
void bhc_crew_lists_take_people (GListStore *mates, GVariant *answer);
void bhc_crew_lists_take_runs (GListStore *runs, GVariant *answer);

/* Names alone: who is in the directory and not in @mates comes in, not connected; who is not, or
 * disabled, goes. */
void bhc_crew_lists_take_directory (GListStore *mates, BhcDirectory *directory);

/* Of GET /v1/desk/whispers.  Returns: how many whispers are unread */
guint bhc_crew_lists_take_unread (GListStore *mates, GVariant *answer);

void bhc_crew_lists_end_run (GListStore *runs, const char *run);
BhcMate *bhc_crew_lists_find_mate (GListStore *mates,
                                   const char *id); /* (transfer none) (nullable) */

G_END_DECLS
