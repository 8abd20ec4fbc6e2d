/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Until when a conversation may be put off with one click: “later” (three hours, while that is
 * today), “morning” (tomorrow at nine), “monday” and “week”. */

/* Returns: (transfer full) (nullable): @word is none, or not possible at @now */
GDateTime *bhc_snooze_time (const char *word, GDateTime *now);

/* Of all that are possible at @now, each with its time, for the action “conversation.snooze”, and
 * the way to any other.  (transfer full) */
GMenuModel *bhc_snooze_menu (GDateTime *now);

/* “14:00”, “tomorrow 09:00”, “Mon 09:00”, “23 Nov 09:00”.  (transfer full) */
char *bhc_snooze_words (GDateTime *until, GDateTime *now);

/* The same.  Returns: (transfer full) (nullable): 0 is not snoozed */
char *bhc_snooze_until (gint64 until_us, gint64 now_us);

G_END_DECLS
