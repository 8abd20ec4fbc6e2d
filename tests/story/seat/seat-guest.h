/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who answers programs on one session bus, as a service of the desktop would, in a thread of its
 * own: who looks at a window waits for the console, which may be waiting for its desktop. */
typedef struct _SeatGuest SeatGuest;

typedef struct
{
  const char *path; /* NULL ends a list of them */
  const char *interface;
} SeatPlace;

/* @name: its own on the bus, whoever had it before; @xml describes the interfaces of @places.
 * @answer runs in the other thread. */
SeatGuest *seat_guest_new (const char *bus,
                           const char *name,
                           const char *xml,
                           const SeatPlace *places,
                           GDBusInterfaceMethodCallFunc answer,
                           gpointer data);
void seat_guest_free (SeatGuest *self);

void seat_guest_own (SeatGuest *self, const char *name); /* another name on the bus */

/* A signal of one of its places, which has left when this returns.  @what: floating */
void seat_guest_tell (SeatGuest *self, const SeatPlace *place, const char *signal, GVariant *what);

G_END_DECLS
