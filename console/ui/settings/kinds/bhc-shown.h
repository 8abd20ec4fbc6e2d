/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A time as people here write it.  Returns: (transfer full) (nullable): NULL where @us is 0 */
char *bhc_shown_time (gint64 us);

G_END_DECLS
