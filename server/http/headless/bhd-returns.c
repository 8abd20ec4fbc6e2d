/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/headless/bhd-returns.h"

#include "server/http/bhd-front.h"

#include <unistd.h>

struct _BhdReturns
{
  gatomicrefcount refs;
  GMutex mutex; /* guards what follows */
  gboolean open;
};

BhdReturns *
bhd_returns_new (void)
{
  BhdReturns *self = g_new0 (BhdReturns, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  self->open = TRUE;
  return self;
}

BhdReturns *
bhd_returns_ref (BhdReturns *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
bhd_returns_unref (BhdReturns *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
bhd_returns_close (BhdReturns *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->open = FALSE;
}

gboolean
bhd_returns_are_open (BhdReturns *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->open;
}

void
bhd_returns_give (BhdReturns *self, BhdFront *front, int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->open)
    bhd_front_take_back (front, fd);
  else
    close (fd);
}
