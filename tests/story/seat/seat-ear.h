/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who sits before a screen and notes when its bell rings, when the title of a window there becomes
 * another, and when something is drawn.  It listens in a thread of its own, so that what it notes
 * is when it was, in microseconds since the epoch. */
typedef struct _SeatEar SeatEar;

SeatEar *seat_ear_new (const char *screen);
void seat_ear_free (SeatEar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeatEar, seat_ear_free)

/* Forgets what was noted, but not which title is shown. */
void seat_ear_forget (SeatEar *self);

/* Wait until it has been so since the last seat_ear_forget(), and say since when: the bell; the
 * title like @pattern; the first drawing after that title. */
gint64 seat_ear_wait_bell (SeatEar *self);
gint64 seat_ear_wait_title (SeatEar *self, const char *pattern);
gint64 seat_ear_wait_drawn (SeatEar *self);

guint seat_ear_count_bells (SeatEar *self);

G_END_DECLS
