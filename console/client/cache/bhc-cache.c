/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-cache"

#include "console/client/cache/bhc-cache.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/machine/bhc-room.h"

#include <glib/gi18n.h>

#define ROOM_LOOK_S 3

struct _BhcCache
{
  GObject parent_instance;

  char *path;
  BhOperator *owner;
  char *organization;
  GMainContext *context; /* of the thread that opened it */
  BhDb *reader;          /* that thread only */
  gboolean reported;

  gboolean full_disk; /* the file can only be read; set while no thread runs */
  guint room;         /* while it is so: until somebody looks again */

  GThread *thread;   /* (nullable) after closing */
  GAsyncQueue *jobs; /* of GTask; a task without job data ends the thread */
  BhDb *writer;      /* cache thread only */
  BhcLens *glass;    /* the same: what it writes by */
  BhcLens *lens;     /* what was written so far was written by */
  gboolean looking;
};

typedef struct
{
  BhcCacheJob job;
  gpointer data;
  GDestroyNotify free_data;
  BhcLens *lens;       /* (nullable) another from here on */
  BhcChanges *changes; /* (nullable) where the job failed */
  GError *error;       /* (nullable) */
} Job;

enum
{
  CHANGED,
  DAMAGED,
  ORGANIZATION_CHANGED,
  LENS_CHANGED,
  ROOM_FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcCache, bhc_cache, G_TYPE_OBJECT)

static void
job_free (Job *job)
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
keep_safe (BhcCache *self)
{
  g_autoptr (GError) error = NULL;

  if (!bh_db_checkpoint (self->writer, &error))
    g_debug ("the cache is not on the disk yet: %s", error->message);
}

static gboolean
run_job (BhcCache *self, Job *job)
{
  BhcWrite write = { .db = self->writer,
                     .lens = self->glass,
                     .now_us = bh_clock_now_us (),
                     .changes = job->changes };

  if (!bh_db_script (self->writer, self->full_disk ? "BEGIN" : "BEGIN IMMEDIATE", &job->error))
    return FALSE;
  if (!job->job (&write, job->data, &job->error) ||
      !bh_db_script (self->writer, "COMMIT", &job->error))
    {
      bh_db_script (self->writer, "ROLLBACK", NULL);
      g_clear_pointer (&write.next_lens, bhc_lens_unref);
      if (self->full_disk)
        bhc_room_set_error (&job->error);
      return FALSE;
    }
  if (write.next_lens != NULL)
    {
      bhc_lens_unref (self->glass);
      self->glass = bhc_lens_ref (write.next_lens);
      job->lens = write.next_lens;
    }

  if (write.durable)
    keep_safe (self);
  return TRUE;
}

/* The main thread hears of a commit here, in the order of the commits. */
static gboolean
job_done_cb (gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcCache *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  if (job->error != NULL)
    {
      bhc_cache_report (self, job->error);
      g_task_return_error (task, g_steal_pointer (&job->error));
      return G_SOURCE_REMOVE;
    }

  if (job->lens != NULL)
    {
      bhc_lens_unref (self->lens);
      self->lens = g_steal_pointer (&job->lens);
      g_signal_emit (self, signals[LENS_CHANGED], 0);
    }
  if (self->reader != NULL && !bhc_changes_is_empty (job->changes))
    g_signal_emit (self, signals[CHANGED], 0, job->changes);
  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static gpointer
cache_thread (gpointer data)
{
  BhcCache *self = data;

  for (;;)
    {
      g_autoptr (GTask) task = g_async_queue_pop (self->jobs);
      Job *job = g_task_get_task_data (task);
      g_autoptr (GSource) source = NULL;

      if (job == NULL)
        return NULL;

      run_job (self, job);
      source = g_idle_source_new ();
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, job_done_cb, g_steal_pointer (&task), NULL);
      g_source_attach (source, self->context);
    }
}

static void
bhc_cache_finalize (GObject *object)
{
  BhcCache *self = BHC_CACHE (object);

  g_assert (self->thread == NULL);
  g_clear_pointer (&self->owner, bh_operator_unref);
  g_clear_pointer (&self->lens, bhc_lens_unref);
  g_clear_pointer (&self->glass, bhc_lens_unref);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->organization);
  g_free (self->path);

  G_OBJECT_CLASS (bhc_cache_parent_class)->finalize (object);
}

static void
bhc_cache_class_init (BhcCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_cache_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DAMAGED] = g_signal_new ("damaged", BHC_TYPE_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ORGANIZATION_CHANGED] =
      g_signal_new ("organization-changed", BHC_TYPE_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[LENS_CHANGED] = g_signal_new ("lens-changed", BHC_TYPE_CACHE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[ROOM_FOUND] = g_signal_new ("room-found", BHC_TYPE_CACHE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
bhc_cache_init (BhcCache *self)
{
  self->jobs = g_async_queue_new_full (g_object_unref);
  self->context = g_main_context_ref_thread_default ();
}

static void
start_thread (BhcCache *self, BhDb *writer, BhDb *reader, gboolean full_disk)
{
  self->full_disk = full_disk;
  self->writer = writer;
  self->reader = reader;
  if (self->lens == NULL)
    {
      self->lens = bhc_cache_file_read_lens (writer, self->owner->id);
      self->glass = bhc_lens_ref (self->lens);
    }
  self->thread = g_thread_new ("cache", cache_thread, self);
}

static void
stop_thread (BhcCache *self)
{
  if (self->thread == NULL)
    return;
  g_async_queue_push (self->jobs, g_task_new (NULL, NULL, NULL, NULL));
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->reader, bh_db_close);
  g_clear_pointer (&self->writer, bh_db_close);
}

/* @db: (transfer full) (nullable) where it could not be opened. */
static gboolean
start_with (BhcCache *self,
            BhDb *db,
            const BhOperator *owner,
            const char *organization,
            GError **error)
{
  g_autoptr (BhDb) writer = db;
  g_autoptr (BhDb) reader = NULL;

  if (writer == NULL ||
      (owner != NULL && !bhc_cache_file_set_owner (writer, owner, organization, error)))
    return FALSE;
  if (self->owner == NULL &&
      !bhc_cache_file_read_owner (writer, &self->owner, &self->organization, error))
    return FALSE;
  reader = bh_db_open (self->path, BH_DB_READ_ONLY, error);
  if (reader == NULL)
    return FALSE;

  start_thread (self, g_steal_pointer (&writer), g_steal_pointer (&reader), FALSE);
  return TRUE;
}

static gboolean
start_on_full_disk (BhcCache *self, const BhOperator *owner)
{
  g_autoptr (BhDb) writer = bhc_cache_file_open_on_full_disk (self->path);
  g_autoptr (BhDb) reader = bhc_cache_file_open_on_full_disk (self->path);

  if (writer == NULL || reader == NULL ||
      (self->owner == NULL &&
       !bhc_cache_file_read_owner (writer, &self->owner, &self->organization, NULL)))
    return FALSE;
  if (owner != NULL && !g_str_equal (owner->id, self->owner->id))
    return FALSE;

  start_thread (self, g_steal_pointer (&writer), g_steal_pointer (&reader), TRUE);
  return TRUE;
}

/* All at once, so that nobody reads between the two. */
static gboolean
room_cb (gpointer data)
{
  BhcCache *self = data;
  g_autoptr (GError) error = NULL;

  if (!bhc_room_is_beside (self->path))
    return G_SOURCE_CONTINUE;

  stop_thread (self);
  if (!start_with (self, bhc_cache_file_open (self->path, &error), self->owner, self->organization,
                   &error))
    {
      g_message ("the cache: %s", error->message);
      start_on_full_disk (self, NULL);
      return G_SOURCE_CONTINUE;
    }

  self->room = 0;
  g_signal_emit (self, signals[ROOM_FOUND], 0);
  return G_SOURCE_REMOVE;
}

static BhcCache *
open_with (BhDb *db,
           const char *path,
           const BhOperator *owner,
           const char *organization,
           GError **error)
{
  g_autoptr (BhcCache) self = g_object_new (BHC_TYPE_CACHE, NULL);

  self->path = g_strdup (path);

  return start_with (self, db, owner, organization, error) ? g_steal_pointer (&self) : NULL;
}

static BhcCache *
open_on_full_disk (const char *path, const BhOperator *owner)
{
  g_autoptr (BhcCache) self = g_object_new (BHC_TYPE_CACHE, NULL);

  self->path = g_strdup (path);
  if (bhc_room_is_beside (path) || !start_on_full_disk (self, owner))
    return NULL;

  self->room = g_timeout_add_seconds (ROOM_LOOK_S, room_cb, self);
  return g_steal_pointer (&self);
}

BhcCache *
bhc_cache_open (const char *path, const BhOperator *owner, const char *organization, GError **error)
{
  g_autoptr (GError) local = NULL;
  BhcCache *self =
      open_with (bhc_cache_file_open (path, &local), path, owner, organization, &local);

  if (self == NULL && g_error_matches (local, BH_ERROR, BH_ERROR_UNAVAILABLE))
    self = open_on_full_disk (path, owner);
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return self;
}

BhcCache *
bhc_cache_open_anew (const char *path,
                     const BhOperator *owner,
                     const char *organization,
                     GError **error)
{
  return open_with (bhc_cache_file_open_anew (path, error), path, owner, organization, error);
}

void
bhc_cache_close (BhcCache *self)
{
  g_return_if_fail (BHC_IS_CACHE (self));

  g_clear_handle_id (&self->room, g_source_remove);
  stop_thread (self);
}

gboolean
bhc_cache_has_room (BhcCache *self)
{
  g_return_val_if_fail (BHC_IS_CACHE (self), FALSE);

  return !self->full_disk;
}

const char *
bhc_cache_get_path (BhcCache *self)
{
  g_return_val_if_fail (BHC_IS_CACHE (self), NULL);

  return self->path;
}

const BhOperator *
bhc_cache_get_operator (BhcCache *self)
{
  g_return_val_if_fail (BHC_IS_CACHE (self), NULL);

  return self->owner;
}

const char *
bhc_cache_get_organization (BhcCache *self)
{
  g_return_val_if_fail (BHC_IS_CACHE (self), NULL);

  return self->organization;
}

const BhcLens *
bhc_cache_get_lens (BhcCache *self)
{
  g_return_val_if_fail (BHC_IS_CACHE (self), NULL);

  return self->lens;
}

gboolean
bhc_cache_is_looking (BhcCache *self)
{
  g_return_val_if_fail (BHC_IS_CACHE (self), FALSE);

  return self->looking;
}

void
bhc_cache_set_looking (BhcCache *self, gboolean looking)
{
  g_return_if_fail (BHC_IS_CACHE (self));

  if (self->looking == looking)
    return;

  self->looking = looking;
  g_signal_emit (self, signals[LENS_CHANGED], 0);
}

static gboolean
organization_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_cache_file_set_meta (write->db, "organization", data, error);
}

void
bhc_cache_set_organization (BhcCache *self, const char *name)
{
  g_return_if_fail (BHC_IS_CACHE (self));

  g_free (self->organization);
  self->organization = g_strdup (name);
  bhc_cache_run_async (self, organization_job, g_strdup (name), g_free, NULL, NULL);
  g_signal_emit (self, signals[ORGANIZATION_CHANGED], 0);
}

void
bhc_cache_run_async (BhcCache *self,
                     BhcCacheJob job_func,
                     gpointer data,
                     GDestroyNotify free_data,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (BHC_IS_CACHE (self));
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bhc_cache_run_async);
  job = g_new0 (Job, 1);
  job->job = job_func;
  job->data = data;
  job->free_data = free_data;
  job->changes = bhc_changes_new ();
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  if (self->thread == NULL)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE, _ ("the cache is closed"));
  else
    g_async_queue_push (self->jobs, g_steal_pointer (&task));
}

gboolean
bhc_cache_run_finish (BhcCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
bhc_cache_run_get_data (GAsyncResult *result)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  return job->data;
}

BhDb *
bhc_cache_get_reader (BhcCache *self)
{
  g_return_val_if_fail (BHC_IS_CACHE (self), NULL);

  return self->reader;
}

void
bhc_cache_report (BhcCache *self, const GError *error)
{
  g_return_if_fail (BHC_IS_CACHE (self));

  if (self->reported || self->reader == NULL)
    return;
  if (!g_error_matches (error, BH_ERROR, BH_ERROR_MALFORMED))
    {
      g_message ("the cache: %s", error->message);
      return;
    }

  self->reported = TRUE;
  g_warning ("the cache: %s", error->message);
  g_signal_emit (self, signals[DAMAGED], 0);
}
