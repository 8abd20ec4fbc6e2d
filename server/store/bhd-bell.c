/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-bell.h"

#include "common/bh-clock.h"

void
bhd_bell_init (BhdBell *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->rings = 0;
  self->ended = FALSE;
}

void
bhd_bell_clear (BhdBell *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

void
bhd_bell_ring (BhdBell *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->rings++;
  g_cond_signal (&self->cond);
}

void
bhd_bell_ring_all (BhdBell *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->rings++;
  g_cond_broadcast (&self->cond);
}

void
bhd_bell_end (BhdBell *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->ended = TRUE;
  g_cond_broadcast (&self->cond);
}

gboolean
bhd_bell_has_ended (BhdBell *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->ended;
}

guint64
bhd_bell_count (BhdBell *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->rings;
}

/* Returns: FALSE when it is @end_us. */
static gboolean
sleep_until (BhdBell *self, gint64 end_us)
{
  if (end_us != BHD_BELL_NEVER)
    return g_cond_wait_until (&self->cond, &self->mutex, end_us);

  g_cond_wait (&self->cond, &self->mutex);
  return TRUE;
}

gboolean
bhd_bell_wait (BhdBell *self, guint64 heard, gint64 end_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->ended && self->rings == heard && sleep_until (self, end_us))
    ;
  return !self->ended;
}

gboolean
bhd_bell_wait_until_due (BhdBell *self, guint64 heard, gint64 due_us)
{
  gint64 left_us = MAX (due_us - bh_clock_now_us (), 0);

  return bhd_bell_wait (self, heard,
                        due_us == 0 ? BHD_BELL_NEVER : g_get_monotonic_time () + left_us);
}

gboolean
bhd_bell_rest (BhdBell *self, gint64 us)
{
  gint64 end_us = g_get_monotonic_time () + us;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->ended && sleep_until (self, end_us))
    ;
  return !self->ended;
}
