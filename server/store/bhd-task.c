/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-task-private.h"

#include "server/store/bhd-mailbox-private.h"

BhdTask *
bhd_task_new (const BhdJob *job, BhdMailbox *mailbox)
{
  BhdTask *self = g_new0 (BhdTask, 1);

  self->job = *job;
  self->mailbox = mailbox;
  return self;
}

static void
drop_result (BhdTask *self)
{
  if (self->result != NULL && self->job.result_free != NULL)
    self->job.result_free (self->result);
  self->result = NULL;
}

void
bhd_task_free (BhdTask *self)
{
  drop_result (self);
  g_clear_error (&self->error);
  g_free (self);
}

void
bhd_task_fail (BhdTask *self, const GError *error)
{
  drop_result (self);
  if (self->error == NULL)
    self->error = g_error_copy (error);
}

void
bhd_task_chain_append (BhdTaskChain *self, BhdTask *task)
{
  task->next = NULL;
  if (self->tail != NULL)
    self->tail->next = task;
  else
    self->head = task;
  self->tail = task;
}

BhdTask *
bhd_task_chain_pop (BhdTaskChain *self)
{
  BhdTask *task = self->head;

  if (task == NULL)
    return NULL;

  self->head = task->next;
  if (self->head == NULL)
    self->tail = NULL;
  task->next = NULL;
  return task;
}

void
bhd_task_chain_join (BhdTaskChain *self, BhdTaskChain *other)
{
  if (other->head == NULL)
    return;

  if (self->tail != NULL)
    self->tail->next = other->head;
  else
    self->head = other->head;
  self->tail = other->tail;
  *other = (BhdTaskChain){ NULL, NULL };
}

/* Takes the first task's mailbox and every task that goes there, so that its context is woken once.
 * There are as many mailboxes as fronts: few. */
static BhdMailbox *
split_first_mailbox (BhdTaskChain *chain, BhdTaskChain *same)
{
  BhdMailbox *mailbox = chain->head->mailbox;
  BhdTaskChain rest = { NULL, NULL };
  BhdTask *task;

  while ((task = bhd_task_chain_pop (chain)) != NULL)
    bhd_task_chain_append (task->mailbox == mailbox ? same : &rest, task);

  *chain = rest;
  return mailbox;
}

static void
waiter_answer (BhdWaiter *self)
{
  g_mutex_lock (&self->mutex);
  self->answered = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
bhd_task_chain_answer (BhdTaskChain *chain)
{
  while (chain->head != NULL)
    {
      BhdTaskChain same = { NULL, NULL };
      BhdMailbox *mailbox = split_first_mailbox (chain, &same);
      BhdTask *task;

      if (mailbox != NULL)
        bhd_mailbox_post (mailbox, &same);
      else
        while ((task = bhd_task_chain_pop (&same)) != NULL)
          waiter_answer ((BhdWaiter *) task);
    }
}

void
bhd_waiter_init (BhdWaiter *self, const BhdJob *job)
{
  *self = (BhdWaiter){ .task = { .job = *job } };
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

gpointer
bhd_waiter_wait (BhdWaiter *self, GError **error)
{
  g_mutex_lock (&self->mutex);
  while (!self->answered)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  if (self->task.error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->task.error));
  return self->task.result;
}
