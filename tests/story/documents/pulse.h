/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Asks a daemon every 20 ms on a thread of its own how it is, and remembers the slowest answer. */
typedef struct
{
  guint asked;
  gint64 slowest_us;
  gint64 slowest_own_us; /* without what threads waited for a processor: that is the machine's */
} PulseReading;

typedef struct _Pulse Pulse;

Pulse *pulse_new (const char *url, GPid pid); /* @pid: of the daemon */
PulseReading pulse_end (Pulse *self);         /* takes it */

G_END_DECLS
