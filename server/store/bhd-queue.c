/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-queue-private.h"

void
bhd_queue_init (BhdQueue *self)
{
  *self = (BhdQueue){ 0 };
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

void
bhd_queue_clear (BhdQueue *self)
{
  g_assert (self->waiting.head == NULL);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

static gboolean
queue_add (BhdQueue *self, BhdTask *task, guint limit)
{
  gboolean fits, wake;

  g_mutex_lock (&self->mutex);
  g_assert (!self->closed);
  fits = self->count < limit;
  if (fits)
    {
      bhd_task_chain_append (&self->waiting, task);
      self->count++;
    }
  wake = fits && self->asleep > 0;
  g_mutex_unlock (&self->mutex);

  if (wake)
    g_cond_signal (&self->cond);
  return fits;
}

void
bhd_queue_push (BhdQueue *self, BhdTask *task)
{
  queue_add (self, task, G_MAXUINT);
}

gboolean
bhd_queue_offer (BhdQueue *self, BhdTask *task)
{
  return queue_add (self, task, BHD_QUEUE_MAX);
}

gboolean
bhd_queue_take (BhdQueue *self, guint limit, BhdTaskChain *chain)
{
  g_mutex_lock (&self->mutex);
  while (self->waiting.head == NULL && !self->closed)
    {
      self->asleep++;
      g_cond_wait (&self->cond, &self->mutex);
      self->asleep--;
    }
  for (guint i = 0; i < limit && self->waiting.head != NULL; i++)
    {
      bhd_task_chain_append (chain, bhd_task_chain_pop (&self->waiting));
      self->count--;
    }
  g_mutex_unlock (&self->mutex);
  return chain->head != NULL;
}

void
bhd_queue_close (BhdQueue *self)
{
  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}
