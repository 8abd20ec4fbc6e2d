/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where threads wait for work: whoever has some rings.  Rings are counted, so that none is lost
 * between looking and sleeping: a thread asks for the count, looks, and waits for more than that.
 */
typedef struct
{
  GMutex mutex; /* guards what follows */
  GCond cond;
  guint64 rings;
  gboolean ended;
} BhdBell;

#define BHD_BELL_NEVER G_MAXINT64

void bhd_bell_init (BhdBell *self);
void bhd_bell_clear (BhdBell *self);

/* One of those who wait looks, or all of them. */
void bhd_bell_ring (BhdBell *self);
void bhd_bell_ring_all (BhdBell *self);

/* From now on nobody waits. */
void bhd_bell_end (BhdBell *self);
gboolean bhd_bell_has_ended (BhdBell *self);

guint64 bhd_bell_count (BhdBell *self);

/* Until it rang more often than @heard, or until @end_us of the monotonic clock (BHD_BELL_NEVER).
 * Returns: FALSE when it has ended. */
gboolean bhd_bell_wait (BhdBell *self, guint64 heard, gint64 end_us);

/* The same until @due_us of the wall's clock (0: never). */
gboolean bhd_bell_wait_until_due (BhdBell *self, guint64 heard, gint64 due_us);

/* For @us, however often it rings.  Returns: FALSE when it has ended. */
gboolean bhd_bell_rest (BhdBell *self, gint64 us);

G_END_DECLS
