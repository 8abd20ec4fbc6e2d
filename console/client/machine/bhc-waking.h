/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells that the machine has come back: a connection from before may be dead without anybody having
 * said so, and whoever waits to try again need not wait any longer.  Main thread.
 *
 * Signal "awake": it had slept.  Said by logind, and where nobody reaches it (in a sandbox) by two
 * clocks, of which one stands still meanwhile.
 * Signal "network": there is another network, or one again. */
#define BHC_TYPE_WAKING (bhc_waking_get_type ())
G_DECLARE_FINAL_TYPE (BhcWaking, bhc_waking, BHC, WAKING, GObject)

BhcWaking *bhc_waking_new (void);

/* @asleep_us: how long the machine has slept in its life. */
void bhc_waking_look (BhcWaking *self, gint64 asleep_us);

G_END_DECLS
