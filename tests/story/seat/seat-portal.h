/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A desktop's portal on one session bus, which programs ask to be let run in the background and to
 * be started with the session. */
typedef struct _SeatPortal SeatPortal;

/* Takes the place of any other.  @has_background: FALSE: it is one that knows nothing of that. */
SeatPortal *seat_portal_new (const char *bus, gboolean has_background);
void seat_portal_free (SeatPortal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeatPortal, seat_portal_free)

/* Until it was asked so often; what it was asked last, as text (GVariant).  Returns: (transfer
 * full) */
char *seat_portal_wait (SeatPortal *self, guint n);

G_END_DECLS
