/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-store"

#include "server/store/find/bhd-find-follower-private.h"

#include "common/bh-error.h"
#include "server/store/bhd-bell.h"
#include "server/store/find/bhd-find-index-private.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC) /* after a failure: a disk may have room again */
#define GATHER_US (G_USEC_PER_SEC / 50)  /* commits that come together are read together */

struct _BhdFindFollower
{
  BhDb *index;
  BhdStore *store;
  BhdBell bell;
  GThread *thread; /* (nullable) until it is started */
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

/* Returns: FALSE when it shall stop. */
static gboolean
wait_for_work (BhdFindFollower *self, guint64 heard, gboolean failed)
{
  if (failed)
    return bhd_bell_rest (&self->bell, PATIENCE_US);

  bhd_bell_wait (&self->bell, heard, BHD_BELL_NEVER);
  return bhd_bell_rest (&self->bell, GATHER_US);
}

static gpointer
follower_thread (gpointer data)
{
  BhdFindFollower *self = data;
  gboolean well = TRUE;
  guint64 heard;

  do
    {
      gboolean more = TRUE;

      well = TRUE;
      heard = bhd_bell_count (&self->bell);
      while (well && more && !bhd_bell_has_ended (&self->bell))
        well = do_step (self, &more);
    }
  while (wait_for_work (self, heard, !well));
  return NULL;
}

BhdFindFollower *
bhd_find_follower_new (BhDb *index, BhdStore *store)
{
  BhdFindFollower *self = g_new0 (BhdFindFollower, 1);

  self->index = index;
  self->store = store;
  bhd_bell_init (&self->bell);
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
  bhd_bell_ring (&self->bell);
}

void
bhd_find_follower_stop (BhdFindFollower *self)
{
  bhd_bell_end (&self->bell);
  if (self->thread != NULL)
    g_thread_join (self->thread);
}

void
bhd_find_follower_free (BhdFindFollower *self)
{
  bh_db_close (self->index);
  bhd_bell_clear (&self->bell);
  g_free (self);
}
