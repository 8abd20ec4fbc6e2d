/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/bhd-store.h"

#include "common/bh-error.h"
#include "server/store/bhd-mailbox-private.h"
#include "server/store/bhd-reader-private.h"
#include "server/store/bhd-schema.h"
#include "server/store/bhd-writer-private.h"
#include "server/store/find/bhd-find-follower-private.h"
#include "server/store/find/bhd-find-index-private.h"

struct _BhdStore
{
  BhdKeeper *keeper;
  BhdWriter *writer;
  BhdQueue reads;
  GPtrArray *readers;
  BhdMailboxes *mailboxes;
  BhdFindFollower *finder; /* (nullable) only before the store is complete */
  BhdCommitFunc commit;    /* (nullable) atomic: the finder may already have committed */
  gpointer commit_data;
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

/* The index is made before the first reader attaches it. */
static gboolean
start_finding (BhdStore *self, const char *path, guint readers, GError **error)
{
  g_autoptr (BhDb) index = bhd_find_index_open (path, error);

  if (index == NULL || !start_readers (self, path, readers, error))
    return FALSE;
  self->finder = bhd_find_follower_new (g_steal_pointer (&index), self);
  return TRUE;
}

/* On the writer thread. */
static void
committed_cb (GPtrArray *events, BhdWake wakes, gpointer data)
{
  BhdStore *self = data;
  BhdCommitFunc commit = g_atomic_pointer_get (&self->commit);

  bhd_find_follower_wake (self->finder);
  if (commit != NULL)
    commit (events, wakes, self->commit_data);
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
  if (!start_finding (self, path, MAX (readers, 1), error))
    return NULL;
  bhd_writer_set_commit_func (self->writer, committed_cb, self);
  bhd_find_follower_start (self->finder);
  return g_steal_pointer (&self);
}

void
bhd_store_set_commit_func (BhdStore *self, BhdCommitFunc func, gpointer data)
{
  self->commit_data = data;
  g_atomic_pointer_set (&self->commit, func);
}

void
bhd_store_free (BhdStore *self)
{
  if (self->finder != NULL)
    bhd_find_follower_stop (self->finder);
  bhd_queue_close (&self->reads);
  g_ptr_array_unref (self->readers);
  bhd_queue_clear (&self->reads);
  bhd_writer_stop (self->writer);
  bhd_keeper_free (self->keeper);
  g_clear_pointer (&self->finder, bhd_find_follower_free);
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
