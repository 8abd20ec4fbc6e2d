/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

G_BEGIN_DECLS

typedef struct _BhdMailbox BhdMailbox;
typedef struct _BhdTask BhdTask;

/* One job under way: from the sender through a worker thread back to the sender. */
struct _BhdTask
{
  BhdJob job;
  BhdMailbox *mailbox; /* where the answer goes; NULL: somebody waits in bhd_store_call() */
  gpointer result;
  GError *error;
  BhdTask *next;
};

BhdTask *bhd_task_new (const BhdJob *job, BhdMailbox *mailbox);

/* Frees a task whose answer nobody will hear. */
void bhd_task_free (BhdTask *self);

/* The result becomes worthless: the commit failed. */
void bhd_task_fail (BhdTask *self, const GError *error);

/* A chain of tasks in the order they came. */
typedef struct
{
  BhdTask *head;
  BhdTask *tail;
} BhdTaskChain;

void bhd_task_chain_append (BhdTaskChain *self, BhdTask *task);
BhdTask *bhd_task_chain_pop (BhdTaskChain *self);

/* Appends @other, which is empty afterwards. */
void bhd_task_chain_join (BhdTaskChain *self, BhdTaskChain *other);

/* Tells all senders: one wake-up for each context, one for each waiting thread.  Empties @chain. */
void bhd_task_chain_answer (BhdTaskChain *chain);

/* Runs one task and waits: the other end of bhd_task_chain_answer() for a task without mailbox. */
typedef struct
{
  BhdTask task;
  GMutex mutex;
  GCond cond;
  gboolean answered;
} BhdWaiter;

void bhd_waiter_init (BhdWaiter *self, const BhdJob *job);
gpointer bhd_waiter_wait (BhdWaiter *self, GError **error); /* clears @self as well */

G_END_DECLS
