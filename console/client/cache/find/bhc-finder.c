/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-finder"

#include "console/client/cache/find/bhc-finder.h"

#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/cache/find/bhc-find-index-private.h"
#include "console/client/cache/find/bhc-find-look-private.h"

#include <glib/gi18n.h>

/* Who starts has better things to do at first. */
#define START_US (3000 * G_TIME_SPAN_MILLISECOND)
#define PAUSE_MIN_US (5 * G_TIME_SPAN_MILLISECOND)
#define PAUSE_MAX_US (100 * G_TIME_SPAN_MILLISECOND)
#define DAMAGES_MAX 3 /* in a row, then it is let be */

struct _BhcFinder
{
  GObject parent_instance;

  BhcCache *cache; /* (nullable) after closing */
  char *path;
  char *me;
  GMainContext *context; /* of who made it */
  gboolean walking;      /* main thread only */

  GThread *thread;   /* (nullable) after closing */
  GAsyncQueue *jobs; /* of GTask; one without a wish wakes, one without source ends the thread */
  int stopping;      /* atomic, as is: */
  int held;          /* the cache's disk is full: the index would need room, and write the cache */

  GMutex lock;     /* of the next two */
  BhDb *index;     /* (nullable) */
  GTask *answered; /* (nullable) the one that is being looked for */
};

/* What the thread of a finder knows. */
typedef struct
{
  BhcFinder *self;
  gboolean more;
  gboolean walking;
  guint n_damages;
  gint64 due_us; /* of the next piece, by the monotonic clock */
} Following;

/* What the main thread is told. */
typedef struct
{
  BhcFinder *self;
  gint64 done;
  gboolean walking;
} News;

enum
{
  INDEXED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcFinder, bhc_finder, G_TYPE_OBJECT)

/* ---- main thread ---- */

static gboolean
trim_job (BhcWrite *write, gpointer data, GError **error)
{
  return bh_db_exec (write->db, "DELETE FROM find_log WHERE n <= $1",
                     g_variant_new ("(x)", *(gint64 *) data), error);
}

static void
push (BhcFinder *self, GTask *task)
{
  g_async_queue_push (self->jobs, task);
}

/* What was erased may be overwritten now.  Nobody waits for it. */
static void
trimmed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (BhcFinder) self = g_weak_ref_get (weak);

  if (self != NULL && self->thread != NULL)
    push (self, g_task_new (self, NULL, NULL, NULL));
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
trim (BhcFinder *self, gint64 done)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  bhc_cache_run_async (self->cache, trim_job, g_memdup2 (&done, sizeof done), g_free, trimmed_cb,
                       weak);
}

static gboolean
news_cb (gpointer data)
{
  const News *news = data;
  BhcFinder *self = news->self;
  gboolean indexed = self->walking && !news->walking;

  self->walking = news->walking;
  if (self->cache != NULL && news->done > 0)
    trim (self, news->done);
  if (self->cache != NULL && indexed)
    g_signal_emit (self, signals[INDEXED], 0);

  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  News *news = data;

  g_object_unref (news->self);
  g_free (news);
}

static void
cache_changed_cb (BhcCache *cache, BhcChanges *changes, BhcFinder *self)
{
  if (changes->messages->len > 0 || changes->erased->len > 0 || changes->forgotten ||
      g_hash_table_size (changes->conversations) > 0)
    push (self, g_task_new (self, NULL, NULL, NULL));
}

static void
room_found_cb (BhcFinder *self)
{
  g_atomic_int_set (&self->held, FALSE);
  push (self, g_task_new (self, NULL, NULL, NULL));
}

/* ---- the thread ---- */

static void
tell (BhcFinder *self, const BhcFindStep *step)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  News *news = g_new0 (News, 1);

  news->self = g_object_ref (self);
  news->done = step->done;
  news->walking = step->walking;
  g_source_set_callback (source, news_cb, news, free_news);
  g_source_attach (source, self->context);
}

static void
set_index (BhcFinder *self, BhDb *index)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->index, bh_db_close);
  self->index = index;
  g_mutex_unlock (&self->lock);
}

/* A damaged index is begun anew; one that stays so is let be until the next start. */
static void
mend (Following *following, const GError *damage)
{
  BhcFinder *self = following->self;
  g_autoptr (GError) error = NULL;

  following->more = FALSE;
  if (++following->n_damages > DAMAGES_MAX)
    return;
  if (!g_error_matches (damage, BH_ERROR, BH_ERROR_MALFORMED))
    {
      g_debug ("the search index could not follow: %s", damage->message);
      return;
    }

  g_message ("the search index is made anew: %s", damage->message);
  set_index (self, NULL);
  set_index (self, bhc_find_index_open_anew (self->path, &error));
  following->more = self->index != NULL;
  if (error != NULL)
    g_message ("the search index: %s", error->message);
}

static void
follow (Following *following)
{
  BhcFinder *self = following->self;
  gint64 begun_us = g_get_monotonic_time ();
  gint64 now_us;
  g_autoptr (GError) error = NULL;
  BhcFindStep step;

  following->due_us = begun_us + PAUSE_MAX_US;
  if (!bhc_find_index_step (self->index, &step, &error))
    {
      mend (following, error);
      return;
    }

  following->n_damages = 0;
  following->more = step.more;
  now_us = g_get_monotonic_time ();
  following->due_us = now_us + CLAMP (4 * (now_us - begun_us), PAUSE_MIN_US, PAUSE_MAX_US);
  if (step.done > 0 || step.walking != following->walking)
    tell (self, &step);
  following->walking = step.walking;
  if (step.wiped)
    bhc_cache_file_remove_aside (self->path);
}

/* A disk that is full now may have room later: tried again whenever there is something to follow.
 */
static void
open_index (Following *following)
{
  BhcFinder *self = following->self;
  g_autoptr (GError) error = NULL;

  if (self->index == NULL && following->n_damages <= DAMAGES_MAX && !g_atomic_int_get (&self->held))
    set_index (self, bhc_find_index_open (self->path, &error));
  if (error != NULL)
    g_message ("what is here cannot be searched: %s", error->message);
  following->more = self->index != NULL;
}

static void
set_answered (BhcFinder *self, GTask *task)
{
  g_mutex_lock (&self->lock);
  self->answered = task;
  g_mutex_unlock (&self->lock);
}

static void
answer (Following *following, GTask *task)
{
  BhcFinder *self = following->self;
  g_autoptr (GError) error = NULL;
  BhcFindPage *page = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (following->walking) /* somebody waits for it */
    following->due_us = 0;
  if (self->index == NULL)
    open_index (following);
  if (self->index == NULL)
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE,
                               _ ("what this machine has seen cannot be searched"));
      return;
    }

  set_answered (self, task);
  page = bhc_find_look (self->index, self->me, g_task_get_task_data (task),
                        g_task_get_cancellable (task), &error);
  set_answered (self, NULL);
  if (page != NULL)
    {
      page->partial = following->walking;
      g_task_return_pointer (task, page, (GDestroyNotify) bhc_find_page_free);
    }
  else if (!g_task_return_error_if_cancelled (task))
    {
      if (g_error_matches (error, BH_ERROR, BH_ERROR_MALFORMED))
        mend (following, error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/* The next thing somebody wants, or NULL when it is time to follow. */
static GTask *
wait_for_task (const Following *following)
{
  gint64 patience_us = following->due_us - g_get_monotonic_time ();

  if (!following->more)
    return g_async_queue_pop (following->self->jobs);

  return patience_us > 0 ? g_async_queue_timeout_pop (following->self->jobs, (guint64) patience_us)
                         : g_async_queue_try_pop (following->self->jobs);
}

static gpointer
finder_thread (gpointer data)
{
  Following following = { .self = data, .more = TRUE, .walking = TRUE };
  BhcFinder *self = data;

  following.due_us = g_get_monotonic_time () + START_US;
  open_index (&following);
  while (!g_atomic_int_get (&self->stopping))
    {
      g_autoptr (GTask) task = wait_for_task (&following);

      if (task != NULL && g_task_get_task_data (task) != NULL)
        answer (&following, task);
      else if (task != NULL)
        open_index (&following);
      else
        follow (&following);
    }

  set_index (self, NULL);
  return NULL;
}

/* ---- the object ---- */

static void
bhc_finder_finalize (GObject *object)
{
  BhcFinder *self = BHC_FINDER (object);

  g_assert (self->thread == NULL);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->me);

  G_OBJECT_CLASS (bhc_finder_parent_class)->finalize (object);
}

static void
bhc_finder_class_init (BhcFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_finder_finalize;

  signals[INDEXED] = g_signal_new ("indexed", BHC_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_finder_init (BhcFinder *self)
{
  self->jobs = g_async_queue_new_full (g_object_unref);
  self->context = g_main_context_ref_thread_default ();
  self->walking = TRUE;
  g_mutex_init (&self->lock);
}

BhcFinder *
bhc_finder_new (BhcCache *cache)
{
  BhcFinder *self = g_object_new (BHC_TYPE_FINDER, NULL);

  self->cache = g_object_ref (cache);
  self->path = g_strdup (bhc_cache_get_path (cache));
  self->me = g_strdup (bhc_cache_get_operator (cache)->id);
  g_signal_connect_object (cache, "changed", G_CALLBACK (cache_changed_cb), self, 0);
  g_signal_connect_object (cache, "room-found", G_CALLBACK (room_found_cb), self,
                           G_CONNECT_SWAPPED);
  self->held = !bhc_cache_has_room (cache);
  self->thread = g_thread_new ("finder", finder_thread, self);

  return self;
}

void
bhc_finder_close (BhcFinder *self)
{
  GTask *task;

  g_return_if_fail (BHC_IS_FINDER (self));

  if (self->thread == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->cache, self);
  g_atomic_int_set (&self->stopping, TRUE);
  g_mutex_lock (&self->lock);
  if (self->answered != NULL)
    bh_db_interrupt (self->index);
  g_mutex_unlock (&self->lock);
  push (self, g_task_new (NULL, NULL, NULL, NULL));
  g_thread_join (g_steal_pointer (&self->thread));
  while ((task = g_async_queue_try_pop (self->jobs)) != NULL)
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE, _ ("the cache is closed"));
      g_object_unref (task);
    }
  g_clear_object (&self->cache);
}

/* Which look is to end; the task is only compared with. */
typedef struct
{
  BhcFinder *self;
  gpointer task;
} Cancelling;

static void
free_cancelling (gpointer data)
{
  Cancelling *cancelling = data;

  g_object_unref (cancelling->self);
  g_free (cancelling);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  const Cancelling *cancelling = data;
  BhcFinder *self = cancelling->self;

  g_mutex_lock (&self->lock);
  if (self->answered == cancelling->task)
    bh_db_interrupt (self->index);
  g_mutex_unlock (&self->lock);
}

static void
watch (BhcFinder *self, GCancellable *cancellable, gpointer task)
{
  Cancelling *cancelling = g_new0 (Cancelling, 1);

  cancelling->self = g_object_ref (self);
  cancelling->task = task;
  g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), cancelling, free_cancelling);
}

void
bhc_finder_find_async (BhcFinder *self,
                       const char *text,
                       GTimeZone *zone,
                       gint64 below_seq,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_FINDER (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bhc_finder_find_async);
  g_task_set_task_data (task, bhc_find_wish_new (text, zone, below_seq, BHC_FIND_PAGE),
                        (GDestroyNotify) bhc_find_wish_free);
  if (self->thread == NULL)
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_UNAVAILABLE, _ ("the cache is closed"));
      return;
    }

  if (cancellable != NULL)
    watch (self, cancellable, task);
  push (self, g_steal_pointer (&task));
}

BhcFindPage *
bhc_finder_find_finish (BhcFinder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
bhc_finder_is_walking (BhcFinder *self)
{
  g_return_val_if_fail (BHC_IS_FINDER (self), FALSE);

  return self->walking;
}
