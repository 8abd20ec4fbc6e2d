/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/ai/bhd-hours.h"

G_BEGIN_DECLS

#define BHD_HOURS_WEEK (7 * 24 * 60) /* minutes */

/* Each minute of the week, from Monday 00:00 as the wall clock shows it, whether it is open.
 * Returns: FALSE where the hours name no span at all. */
gboolean bhd_hours_read_week (const char *hours, guint8 week[BHD_HOURS_WEEK]);

G_END_DECLS
