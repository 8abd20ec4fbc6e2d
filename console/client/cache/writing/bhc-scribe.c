/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-cache"

#include "console/client/cache/writing/bhc-scribe.h"

#include "common/bh-clock.h"
#include "console/client/machine/bhc-room.h"

struct _BhcScribe
{
  GSourceFunc done;
  GMainContext *context; /* of the thread that has made it */
  GThread *thread;       /* (nullable) while it has stopped */
  GAsyncQueue *tasks;    /* of GTask; one without a job ends the thread */

  /* What follows is the thread's alone while there is one. */
  BhDb *db;
  BhcLens *lens; /* (nullable) before the first start */
  gboolean full_disk;
};

BhcScribeJob *
bhc_scribe_job_new (BhcCacheJob func, gpointer data, GDestroyNotify free_data)
{
  BhcScribeJob *job = g_new0 (BhcScribeJob, 1);

  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->changes = bhc_changes_new ();
  return job;
}

void
bhc_scribe_job_free (BhcScribeJob *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_pointer (&job->lens, bhc_lens_unref);
  g_clear_pointer (&job->changes, bhc_changes_free);
  g_clear_error (&job->error);
  g_free (job);
}

/* Where this fails the commit stands all the same; only a power cut could take it. */
static void
keep_safe (BhcScribe *self)
{
  g_autoptr (GError) error = NULL;

  if (!bh_db_checkpoint (self->db, &error))
    g_debug ("the cache is not on the disk yet: %s", error->message);
}

static gboolean
run_job (BhcScribe *self, BhcScribeJob *job)
{
  BhcWrite write = { .db = self->db,
                     .lens = self->lens,
                     .now_us = bh_clock_now_us (),
                     .changes = job->changes };

  if (!bh_db_script (self->db, self->full_disk ? "BEGIN" : "BEGIN IMMEDIATE", &job->error))
    return FALSE;
  if (!job->func (&write, job->data, &job->error) ||
      !bh_db_script (self->db, "COMMIT", &job->error))
    {
      bh_db_script (self->db, "ROLLBACK", NULL);
      g_clear_pointer (&write.next_lens, bhc_lens_unref);
      if (self->full_disk)
        bhc_room_set_error (&job->error);
      return FALSE;
    }
  if (write.next_lens != NULL)
    {
      bhc_lens_unref (self->lens);
      self->lens = bhc_lens_ref (write.next_lens);
      job->lens = write.next_lens;
    }

  if (write.durable)
    keep_safe (self);
  return TRUE;
}

static gpointer
scribe_thread (gpointer data)
{
  BhcScribe *self = data;

  for (;;)
    {
      g_autoptr (GTask) task = g_async_queue_pop (self->tasks);
      BhcScribeJob *job = g_task_get_task_data (task);
      g_autoptr (GSource) source = NULL;

      if (job == NULL)
        return NULL;

      run_job (self, job);
      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, self->done, g_steal_pointer (&task), NULL);
      g_source_attach (source, self->context);
    }
}

BhcScribe *
bhc_scribe_new (GSourceFunc done)
{
  BhcScribe *self = g_new0 (BhcScribe, 1);

  self->done = done;
  self->context = g_main_context_ref_thread_default ();
  self->tasks = g_async_queue_new_full (g_object_unref);
  return self;
}

void
bhc_scribe_free (BhcScribe *self)
{
  g_assert (self->thread == NULL);
  g_clear_pointer (&self->lens, bhc_lens_unref);
  g_async_queue_unref (self->tasks);
  g_main_context_unref (self->context);
  g_free (self);
}

void
bhc_scribe_start (BhcScribe *self, BhDb *db, BhcLens *lens, gboolean full_disk)
{
  self->db = db;
  self->full_disk = full_disk;
  if (self->lens == NULL)
    self->lens = bhc_lens_ref (lens);
  self->thread = g_thread_new ("cache", scribe_thread, self);
}

void
bhc_scribe_stop (BhcScribe *self)
{
  if (self->thread == NULL)
    return;
  g_async_queue_push (self->tasks, g_task_new (NULL, NULL, NULL, NULL));
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->db, bh_db_close);
}

gboolean
bhc_scribe_is_at_work (BhcScribe *self)
{
  return self->thread != NULL;
}

void
bhc_scribe_give (BhcScribe *self, GTask *task)
{
  g_async_queue_push (self->tasks, task);
}
