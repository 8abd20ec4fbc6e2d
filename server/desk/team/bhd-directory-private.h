/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* The consoles hear that they know too little.  @what: operators, teams, labels, canned, views. */
gboolean
bhd_directory_tell (BhdTurn *turn, const char *organization_id, const char *what, GError **error);

G_END_DECLS
