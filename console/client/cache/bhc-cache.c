/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-cache"

#include "console/client/cache/bhc-cache.h"

#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/cache/writing/bhc-scribe.h"
#include "console/client/machine/bhc-room.h"

#include <glib/gi18n.h>

#define ROOM_LOOK_S 3

struct _BhcCache
{
  GObject parent_instance;

  char *path;
  BhOperator *owner;
  char *organization;
  BhDb *reader; /* of the thread that opened it */
  gboolean reported;

  gboolean full_disk; /* the file can only be read */
  guint room;         /* while it is so: until somebody looks again */

  BhcScribe *scribe;
  BhcLens *lens; /* what was written so far was written by */
  gboolean looking;
};

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

/* The main thread hears of a commit here, in the order of the commits. */
static gboolean
job_done_cb (gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcCache *self = g_task_get_source_object (task);
  BhcScribeJob *job = g_task_get_task_data (task);

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

static void
bhc_cache_finalize (GObject *object)
{
  BhcCache *self = BHC_CACHE (object);

  g_clear_pointer (&self->owner, bh_operator_unref);
  g_clear_pointer (&self->lens, bhc_lens_unref);
  g_clear_pointer (&self->scribe, bhc_scribe_free);
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
  self->scribe = bhc_scribe_new (job_done_cb);
}

/* @writer, @reader: (transfer full) */
static void
start (BhcCache *self, BhDb *writer, BhDb *reader, gboolean full_disk)
{
  self->full_disk = full_disk;
  self->reader = reader;
  if (self->lens == NULL)
    self->lens = bhc_cache_file_read_lens (writer, self->owner->id);
  bhc_scribe_start (self->scribe, writer, self->lens, full_disk);
}

static void
stop (BhcCache *self)
{
  bhc_scribe_stop (self->scribe);
  g_clear_pointer (&self->reader, bh_db_close);
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

  start (self, g_steal_pointer (&writer), g_steal_pointer (&reader), FALSE);
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

  start (self, g_steal_pointer (&writer), g_steal_pointer (&reader), TRUE);
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

  stop (self);
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
  stop (self);
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

  g_return_if_fail (BHC_IS_CACHE (self));
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, bhc_cache_run_async);
  g_task_set_task_data (task, bhc_scribe_job_new (job_func, data, free_data),
                        (GDestroyNotify) bhc_scribe_job_free);

  if (bhc_scribe_is_at_work (self->scribe))
    bhc_scribe_give (self->scribe, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE, _ ("the cache is closed"));
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
  BhcScribeJob *job = g_task_get_task_data (G_TASK (result));

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
