/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-store"

#include "server/store/find/bhd-find-follower-private.h"

#include "common/bh-error.h"
#include "server/store/find/bhd-find-index-private.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC) /* after a failure: a disk may have room again */
#define GATHER_US (G_USEC_PER_SEC / 50)  /* commits that come together are read together */

struct _BhdFindFollower
{
  BhDb *index;
  BhdStore *store;
  GThread *thread;
  GMutex mutex; /* guards what follows */
  GCond cond;
  gboolean woken;
  gboolean stopping;
};

static gpointer
done_job (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_find_index_done (turn->db, data, error);
  return NULL;
}

/* It is derived: nothing is lost but the time to read everything once more. */
static gboolean
make_anew (BhdFindFollower *self, const GError *damage)
{
  g_autoptr (GError) error = NULL;

  if (bhd_find_index_make_anew (self->index, &error))
    {
      g_message ("the search index was damaged and is made anew (%s)", damage->message);
      return TRUE;
    }
  g_warning ("the search index is damaged: stop bellhopd, remove index.db and start again, it is "
             "then made anew (%s)",
             error->message);
  return FALSE;
}

/* Returns: FALSE when it failed; it is said once a failure. */
static gboolean
do_step (BhdFindFollower *self, gboolean *more)
{
  g_auto (BhdFindStep) step = { 0 };
  g_autoptr (GError) error = NULL;

  if (bhd_find_index_step (self->index, &step, &error) && step.removed->len > 0)
    bhd_store_call (self->store, BHD_JOB_WRITE, done_job, step.removed, &error);
  *more = step.more;
  if (g_error_matches (error, BH_ERROR, BH_ERROR_MALFORMED))
    return make_anew (self, error);
  if (error != NULL)
    g_warning ("the search index cannot follow, will try again: %s", error->message);
  return error == NULL;
}

static gboolean
is_stopping (BhdFindFollower *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stopping;
}

/* Waits unless it shall stop; the mutex is held. */
static void
rest (BhdFindFollower *self, gint64 us)
{
  gint64 end_us = g_get_monotonic_time () + us;

  while (!self->stopping && g_cond_wait_until (&self->cond, &self->mutex, end_us))
    ;
}

/* Returns: FALSE when it shall stop. */
static gboolean
wait_for_work (BhdFindFollower *self, gboolean failed)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!failed && !self->woken && !self->stopping)
    g_cond_wait (&self->cond, &self->mutex);
  rest (self, failed ? PATIENCE_US : GATHER_US);
  self->woken = FALSE;
  return !self->stopping;
}

static gpointer
follower_thread (gpointer data)
{
  BhdFindFollower *self = data;
  gboolean well = TRUE;

  do
    {
      gboolean more = TRUE;

      well = TRUE;
      while (well && more && !is_stopping (self))
        well = do_step (self, &more);
    }
  while (wait_for_work (self, !well));
  return NULL;
}

BhdFindFollower *
bhd_find_follower_new (BhDb *index, BhdStore *store)
{
  BhdFindFollower *self = g_new0 (BhdFindFollower, 1);

  self->index = index;
  self->store = store;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

void
bhd_find_follower_start (BhdFindFollower *self)
{
  self->thread = g_thread_new ("store-finder", follower_thread, self);
}

void
bhd_find_follower_wake (BhdFindFollower *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!self->woken)
    g_cond_signal (&self->cond);
  self->woken = TRUE;
}

void
bhd_find_follower_stop (BhdFindFollower *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->thread != NULL)
    g_thread_join (self->thread);
}

void
bhd_find_follower_free (BhdFindFollower *self)
{
  bh_db_close (self->index);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
