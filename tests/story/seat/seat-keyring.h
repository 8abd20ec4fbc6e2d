/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A keyring on one session bus that is locked: it asks for its password whenever a program wants to
 * see or to keep something, and nobody gives it. */
typedef struct _SeatKeyring SeatKeyring;

SeatKeyring *seat_keyring_new (const char *bus);
void seat_keyring_free (SeatKeyring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeatKeyring, seat_keyring_free)

guint seat_keyring_count (SeatKeyring *self); /* how often it has asked */

G_END_DECLS
