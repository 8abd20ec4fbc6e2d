/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Whether this operator is there for visitors, as the team sees it.  Property "status" (wire word:
 * online, away, busy): set by a person, it is told to the daemon and stays.  Who is online and
 * leaves the machine is away until they are back; who chose to be away or busy stays so.  What
 * cannot be told for want of a connection is told with the next one.  Main thread. */
#define BHC_TYPE_PRESENCE (bhc_presence_get_type ())
G_DECLARE_FINAL_TYPE (BhcPresence, bhc_presence, BHC, PRESENCE, GObject)

/* The one of @desk, which lives as long.  (transfer none) */
BhcPresence *bhc_presence_of (BhcDesk *desk);
const char *bhc_presence_get_status (BhcPresence *self);

/* Nobody has touched the console for a while, or somebody has again. */
void bhc_presence_set_idle (BhcPresence *self, gboolean idle);

G_END_DECLS
