/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whatever stranger named it: only the machine's zone files are looked at, no other path.
 * Returns: (transfer full) (nullable): NULL where there is no such zone.  Any thread. */
GTimeZone *bh_zone_find (const char *name);

G_END_DECLS
