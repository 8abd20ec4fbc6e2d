/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhd-store"

#include "common/bh-error.h"
#include "server/store/bhd-keeper-private.h"

/* Pages of 4 KiB in the write-ahead log.  It is carried over seldom, as that holds up the writer's
 * own flushes, and a page written often meanwhile is carried once. */
#define LOG_GROWTH 8000    /* carry over after so many new ones */
#define LOG_TOO_LONG 32000 /* 125 MiB: the writer lends a hand */
#define LOG_FAR_TOO_LONG (4 * LOG_TOO_LONG)
#define PATIENCE_MS 50 /* how long the writer then waits for readers */
#define LONG_PATIENCE_MS 2000

struct _BhdKeeper
{
  BhDb *db;
  GThread *thread;
  GMutex mutex;
  GCond cond;
  gint64 pages;   /* in the log, as the writer last said */
  gint64 carried; /* of those, how many were there at the last checkpoint */
  gboolean fresh; /* a checkpoint has just ended: the rest of the log is short */
  gboolean closing;
};

static void
check (BhdKeeper *self)
{
  g_autoptr (GError) error = NULL;

  /* Anything else than damage was the store closing meanwhile. */
  if (!bh_db_check_integrity (self->db, &error) &&
      g_error_matches (error, BH_ERROR, BH_ERROR_MALFORMED))
    g_warning ("%s", error->message);
}

/* While closing it may be interrupted; the last connection to close carries the rest over. */
static void
complain (BhdKeeper *self, const GError *error)
{
  if (error != NULL && !g_atomic_int_get (&self->closing))
    g_warning ("cannot carry the write-ahead log over: %s", error->message);
}

/* The log has started anew when it is shorter than it was. */
static gboolean
has_grown (BhdKeeper *self)
{
  if (self->pages < self->carried)
    self->carried = 0;
  return self->pages - self->carried >= LOG_GROWTH;
}

/* Waits until there is something to carry over.  Returns: FALSE when the store closes. */
static gboolean
wait_for_growth (BhdKeeper *self)
{
  gboolean open;

  g_mutex_lock (&self->mutex);
  while (!self->closing && !has_grown (self))
    g_cond_wait (&self->cond, &self->mutex);
  self->carried = self->pages;
  open = !self->closing;
  g_mutex_unlock (&self->mutex);
  return open;
}

static gpointer
keeper_thread (gpointer data)
{
  BhdKeeper *self = data;

  check (self);
  while (wait_for_growth (self))
    {
      g_autoptr (GError) error = NULL;

      bh_db_checkpoint (self->db, &error);
      complain (self, error);
      g_mutex_lock (&self->mutex);
      self->fresh = TRUE;
      g_mutex_unlock (&self->mutex);
    }
  return NULL;
}

BhdKeeper *
bhd_keeper_new (const char *path, GError **error)
{
  BhDb *db = bh_db_open (path, BH_DB_READ_WRITE, error);
  BhdKeeper *self;

  if (db == NULL)
    return NULL;

  self = g_new0 (BhdKeeper, 1);
  self->db = db;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("store-keeper", keeper_thread, self);
  return self;
}

/* A passive checkpoint beside a busy writer never quite reaches the end of the log, and as long as
 * one reader after the other looks at the log it cannot start anew.  Once it is too long, the
 * writer carries the short rest over itself and waits a moment for those who read: whoever begins
 * meanwhile needs the log no more. */
void
bhd_keeper_after_commit (BhdKeeper *self, BhDb *db)
{
  gint64 pages = bh_db_log_pages (db);
  g_autoptr (GError) error = NULL;
  gboolean help;

  g_mutex_lock (&self->mutex);
  self->pages = pages;
  if (has_grown (self))
    g_cond_signal (&self->cond);
  help = pages > LOG_TOO_LONG && self->fresh;
  self->fresh = self->fresh && !help;
  g_mutex_unlock (&self->mutex);

  if (help)
    bh_db_restart_log (db, pages > LOG_FAR_TOO_LONG ? LONG_PATIENCE_MS : PATIENCE_MS, &error);
  complain (self, error);
}

void
bhd_keeper_free (BhdKeeper *self)
{
  g_mutex_lock (&self->mutex);
  g_atomic_int_set (&self->closing, TRUE);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  bh_db_interrupt (self->db); /* nobody waits for the check */

  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  bh_db_close (self->db);
  g_free (self);
}
