/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-store.h"

#include "common/bh-error.h"
#include "server/store/bhd-mailbox-private.h"
#include "server/store/bhd-reader-private.h"
#include "server/store/bhd-schema.h"
#include "server/store/bhd-writer-private.h"

struct _BhdStore
{
  BhdKeeper *keeper;
  BhdWriter *writer;
  BhdQueue reads;
  GPtrArray *readers;
  BhdMailboxes *mailboxes;
};

static BhDb *
open_and_migrate (const char *path, GError **error)
{
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_READ_WRITE, error);

  if (db == NULL || !bhd_schema_apply (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

static gboolean
start_readers (BhdStore *self, const char *path, guint count, GError **error)
{
  for (guint i = 0; i < count; i++)
    {
      BhdReader *reader = bhd_reader_new (path, &self->reads, error);

      if (reader == NULL)
        return FALSE;
      g_ptr_array_add (self->readers, reader);
    }
  return TRUE;
}

BhdStore *
bhd_store_new (const char *path, guint readers, GError **error)
{
  g_autoptr (BhDb) db = open_and_migrate (path, error);
  g_autoptr (BhdStore) self = NULL;
  BhdKeeper *keeper = db != NULL ? bhd_keeper_new (path, error) : NULL;

  if (keeper == NULL)
    return NULL;

  self = g_new0 (BhdStore, 1);
  self->keeper = keeper;
  self->writer = bhd_writer_new (g_steal_pointer (&db), keeper);
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_reader_free);
  self->mailboxes = bhd_mailboxes_new ();
  bhd_queue_init (&self->reads);
  if (!start_readers (self, path, MAX (readers, 1), error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bhd_store_set_commit_func (BhdStore *self, BhdCommitFunc func, gpointer data)
{
  bhd_writer_set_commit_func (self->writer, func, data);
}

void
bhd_store_free (BhdStore *self)
{
  bhd_queue_close (&self->reads);
  g_ptr_array_unref (self->readers);
  bhd_queue_clear (&self->reads);
  bhd_writer_stop (self->writer);
  bhd_keeper_free (self->keeper);
  bhd_writer_free (self->writer); /* the last connection: it carries the whole log over */
  bhd_mailboxes_free (self->mailboxes);
  g_free (self);
}

static BhdQueue *
store_queue (BhdStore *self, BhdJobKind kind)
{
  return kind == BHD_JOB_WRITE ? bhd_writer_queue (self->writer) : &self->reads;
}

/* Answers at once, on the way every answer takes. */
static void
turn_away (BhdTask *task)
{
  BhdTaskChain chain = { NULL, NULL };

  task->error = g_error_new_literal (BH_ERROR, BH_ERROR_UNAVAILABLE,
                                     "too much waits to be stored or read: try again in a few "
                                     "seconds");
  bhd_task_chain_append (&chain, task);
  bhd_task_chain_answer (&chain);
}

void
bhd_store_send (BhdStore *self, const BhdJob *job)
{
  BhdTask *task = bhd_task_new (job, bhd_mailboxes_expect (self->mailboxes));

  if (!bhd_queue_offer (store_queue (self, job->kind), task))
    turn_away (task);
}

gpointer
bhd_store_call (BhdStore *self, BhdJobKind kind, BhdJobFunc run, gpointer data, GError **error)
{
  return bhd_store_call_full (self, kind, run, data, NULL, error);
}

gpointer
bhd_store_call_full (BhdStore *self,
                     BhdJobKind kind,
                     BhdJobFunc run,
                     gpointer data,
                     GDestroyNotify result_free,
                     GError **error)
{
  BhdJob job = { kind, run, NULL, data, result_free };
  BhdWaiter waiter;

  bhd_waiter_init (&waiter, &job);
  bhd_queue_push (store_queue (self, kind), &waiter.task);
  return bhd_waiter_wait (&waiter, error);
}
