/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"

static gint64 set_us; /* for tests; 0: the machine's time.  Guarded by set_lock. */
static GMutex set_lock;

gint64
bh_clock_now_us (void)
{
  gint64 now_us;

  g_mutex_lock (&set_lock);
  now_us = set_us;
  g_mutex_unlock (&set_lock);
  return now_us != 0 ? now_us : g_get_real_time ();
}

void
bh_clock_set (gint64 now_us)
{
  g_mutex_lock (&set_lock);
  set_us = now_us;
  g_mutex_unlock (&set_lock);
}
