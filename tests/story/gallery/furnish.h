/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* Gives a desk what a busy one has: colleagues, a team, labels, canned replies, a saved view,
 * conversations in every state, articles, gaps, an hour of figures.  Long words where people write
 * long words.  And another organisation, where nora has just begun (new@example.org). */
void furnish (BhtBellhopd *daemon, BhtApi *desk);

G_END_DECLS
