/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as people say them, in the machine's own time zone and language.  All (transfer full). */
char *bhc_time_age (gint64 then_us, gint64 now_us); /* “now”, “4 min”, “2 h”, “Tue”, “12 Nov” */
char *bhc_time_ago (gint64 then_us, gint64 now_us); /* “just now”, “4 min ago”, “Tue”, “12 Nov” */
char *bhc_time_span (gint64 from_us, gint64 to_us); /* “4 min”, “2 h 5 min”, “3 d” */
char *bhc_time_clock (gint64 us);                   /* “14:02” */
char *bhc_time_day (gint64 us, gint64 now_us); /* “Today”, “Yesterday”, “Tuesday, 3 March” */
char *bhc_time_moment (gint64 us);             /* “Tuesday, 3 March 2026, 14:02” */

G_END_DECLS
