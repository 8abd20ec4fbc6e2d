/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* Puts one folder of the daemon's directory in the place of another (“state” is what it works on,
 * any other a backup).  The daemon is stopped and started meanwhile. */
void daemon_state_copy (BhtBellhopd *daemon, const char *from, const char *to);

/* While the daemon is stopped: runs SQL on its database. */
void daemon_state_alter (BhtBellhopd *daemon, const char *sql);

G_END_DECLS
