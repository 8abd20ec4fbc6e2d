/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-task-private.h"

G_BEGIN_DECLS

/* Where tasks wait for a worker thread.  Pushing is a few instructions under a lock; a worker takes
 * many at once. */
#define BHD_QUEUE_MAX 4096 /* offered tasks: sixteen whole batches of the writer */

typedef struct
{
  GMutex mutex;
  GCond cond;
  BhdTaskChain waiting;
  guint count;  /* of them */
  guint asleep; /* workers in bhd_queue_take(): only then is it worth waking one */
  gboolean closed;
} BhdQueue;

void bhd_queue_init (BhdQueue *self);
void bhd_queue_clear (BhdQueue *self);

/* For whoever waits for the answer, so that there are never more than threads. */
void bhd_queue_push (BhdQueue *self, BhdTask *task);

/* For whoever does not.  Returns: FALSE where too many wait already; the task stays the caller's.
 */
gboolean bhd_queue_offer (BhdQueue *self, BhdTask *task);

/* Blocks until something waits, then moves at most @limit tasks to @chain.  Returns: FALSE when the
 * queue is closed and empty. */
gboolean bhd_queue_take (BhdQueue *self, guint limit, BhdTaskChain *chain);

/* What waits is still handed out, then every worker is sent home. */
void bhd_queue_close (BhdQueue *self);

G_END_DECLS
