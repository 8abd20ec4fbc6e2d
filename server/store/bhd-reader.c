/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-reader-private.h"

#include "common/bh-clock.h"
#include "server/store/find/bhd-find-index-private.h"

struct _BhdReader
{
  BhDb *db;
  BhdQueue *queue;
  GThread *thread;
};

static void
run_job (BhDb *db, BhdTask *task)
{
  BhdTurn turn = { db, bh_clock_now_us (), FALSE, NULL, 0 };

  if (!bh_db_exec (db, "BEGIN", NULL, &task->error))
    return;

  task->result = task->job.run (&turn, task->job.data, &task->error);
  g_assert (turn.wakes == 0);
  bh_db_exec (db, "ROLLBACK", NULL, NULL); /* there is nothing to keep */
}

static gpointer
reader_thread (gpointer data)
{
  BhdReader *self = data;
  BhdTaskChain tasks = { NULL, NULL };

  while (bhd_queue_take (self->queue, 1, &tasks))
    {
      run_job (self->db, tasks.head);
      bhd_task_chain_answer (&tasks);
    }
  return NULL;
}

BhdReader *
bhd_reader_new (const char *path, BhdQueue *queue, GError **error)
{
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_READ_ONLY, error);
  BhdReader *self;

  if (db == NULL || !bhd_find_index_attach (db, path, error))
    return NULL;

  self = g_new0 (BhdReader, 1);
  self->db = g_steal_pointer (&db);
  self->queue = queue;
  self->thread = g_thread_new ("store-reader", reader_thread, self);
  return self;
}

void
bhd_reader_free (BhdReader *self)
{
  g_thread_join (self->thread);
  bh_db_close (self->db);
  g_free (self);
}
