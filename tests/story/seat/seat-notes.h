/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a desktop does for its programs on one session bus: shows notifications, whose buttons can
 * be pressed, and locks the screen. */
typedef struct _SeatNotes SeatNotes;

SeatNotes *seat_notes_new (const char *bus);
void seat_notes_free (SeatNotes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeatNotes, seat_notes_free)

/* Until one is shown whose “title: body” is like @pattern, or none is shown any more. */
void seat_notes_wait (SeatNotes *self, const char *pattern);
void seat_notes_wait_none (SeatNotes *self, const char *pattern);
guint seat_notes_count (SeatNotes *self, const char *pattern);

/* Presses a button by its label; “” is the notification itself. */
void seat_notes_press (SeatNotes *self, const char *pattern, const char *label);

/* The screen is locked, or unlocked. */
void seat_notes_lock (SeatNotes *self, gboolean locked);

G_END_DECLS
