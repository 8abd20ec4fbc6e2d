/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-writer-private.h"

#include "common/bh-clock.h"

struct _BhdWriter
{
  BhDb *db;
  BhdKeeper *keeper;
  BhdQueue queue;
  BhdCommitFunc commit;
  gpointer commit_data;
  GThread *thread;
};

/* One transaction in the making. */
typedef struct
{
  BhDb *db;
  GPtrArray *events;
  BhdWake wakes;
  GError *error; /* set: the transaction as a whole has failed */
} BhdBatch;

static void
run_job (BhdBatch *batch, BhdTask *task)
{
  BhdTurn turn = { batch->db, bh_clock_now_us (), TRUE, batch->events, 0 };
  guint events = batch->events->len;

  task->result = task->job.run (&turn, task->job.data, &task->error);
  if (task->error == NULL)
    batch->wakes |= turn.wakes;
  else
    g_ptr_array_set_size (batch->events, (int) events);
}

/* Where a statement of ours fails, SQLite may have rolled back the whole transaction (a full disk,
 * for instance); then nothing of the batch counts. */
static void
batch_exec (BhdBatch *batch, const char *sql)
{
  if (batch->error == NULL)
    bh_db_exec (batch->db, sql, NULL, &batch->error);
}

static void
run_job_in_savepoint (BhdBatch *batch, BhdTask *task)
{
  batch_exec (batch, "SAVEPOINT job");
  if (batch->error != NULL)
    return;

  run_job (batch, task);
  if (task->error != NULL)
    batch_exec (batch, "ROLLBACK TO job");
  batch_exec (batch, "RELEASE job");
}

static void
batch_run (BhdBatch *batch, BhdTaskChain *tasks)
{
  gboolean alone = tasks->head->next == NULL;

  batch_exec (batch, "BEGIN IMMEDIATE");
  for (BhdTask *task = tasks->head; task != NULL && batch->error == NULL; task = task->next)
    if (alone)
      run_job (batch, task);
    else
      run_job_in_savepoint (batch, task);

  if (alone && tasks->head->error != NULL)
    bh_db_exec (batch->db, "ROLLBACK", NULL, NULL);
  else
    batch_exec (batch, "COMMIT");
}

static void
batch_fail (BhdBatch *batch, BhdTaskChain *tasks)
{
  bh_db_exec (batch->db, "ROLLBACK", NULL, NULL); /* fails where SQLite has done it already */
  for (BhdTask *task = tasks->head; task != NULL; task = task->next)
    bhd_task_fail (task, batch->error);
}

static void
writer_run_batch (BhdWriter *self, BhdTaskChain *tasks)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_event_unref);
  BhdBatch batch = { self->db, events, 0, NULL };

  batch_run (&batch, tasks);
  if (batch.error != NULL)
    batch_fail (&batch, tasks);
  else if (self->commit != NULL && (events->len > 0 || batch.wakes != 0))
    self->commit (events, batch.wakes, self->commit_data);

  g_clear_error (&batch.error);
  bhd_task_chain_answer (tasks);
}

static gpointer
writer_thread (gpointer data)
{
  BhdWriter *self = data;
  BhdTaskChain tasks = { NULL, NULL };

  while (bhd_queue_take (&self->queue, BHD_BATCH_MAX, &tasks))
    {
      writer_run_batch (self, &tasks);
      bhd_keeper_after_commit (self->keeper, self->db);
    }
  return NULL;
}

BhdWriter *
bhd_writer_new (BhDb *db, BhdKeeper *keeper)
{
  BhdWriter *self = g_new0 (BhdWriter, 1);

  self->db = db;
  self->keeper = keeper;
  bhd_queue_init (&self->queue);
  self->thread = g_thread_new ("store-writer", writer_thread, self);
  return self;
}

/* Before the first job: the queue's lock carries it over to the thread. */
void
bhd_writer_set_commit_func (BhdWriter *self, BhdCommitFunc func, gpointer data)
{
  self->commit = func;
  self->commit_data = data;
}

BhdQueue *
bhd_writer_queue (BhdWriter *self)
{
  return &self->queue;
}

void
bhd_writer_stop (BhdWriter *self)
{
  bhd_queue_close (&self->queue);
  g_thread_join (self->thread);
}

void
bhd_writer_free (BhdWriter *self)
{
  bhd_queue_clear (&self->queue);
  bh_db_close (self->db);
  g_free (self);
}
