/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Business hours: {"mon":[["09:00","17:00"]],…,"sun":[]}.  A time is HH:MM, the end up to 24:00; an
 * end before its beginning lies on the next day; days that are left out are closed. */

/* BH_ERROR_INVALID with the detail “field”: hours that say nothing, more than 8 spans a day. */
gboolean bhd_hours_check (const char *hours, GError **error);

/* BH_ERROR_INVALID with the detail “field” where the machine knows no such zone. */
gboolean bhd_hours_check_zone (const char *time_zone, GError **error);

/* Whether @now_us lies within @hours; both passed the checks above, else it never does. */
gboolean bhd_hours_are_open (const char *hours, const char *time_zone, gint64 now_us);

G_END_DECLS
