/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BH_SECOND G_GINT64_CONSTANT (1000000)
#define BH_MINUTE (60 * BH_SECOND)
#define BH_HOUR (60 * BH_MINUTE)

/* Microseconds since the epoch, from the one place that asks the machine.  Any thread. */
gint64 bh_clock_now_us (void);

/* For tests: every later bh_clock_now_us() answers @now_us; 0 gives the machine's time back. */
void bh_clock_set (gint64 now_us);

G_END_DECLS
