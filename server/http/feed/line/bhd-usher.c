/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bellhopd"

#include "server/http/feed/line/bhd-usher.h"

#include "server/store/rows/flow/bhd-line-rows.h"

struct _BhdUsher
{
  BhdStore *store;
  BhdUsherFunc tell;
  gpointer data;
  GThread *thread;
  GMutex mutex; /* guards what follows */
  GCond cond;
  GHashTable *changed; /* organisation ids */
  gboolean stopping;
};

static gpointer
read_line_job (BhdTurn *turn, gpointer organization_id, GError **error)
{
  return bhd_line_rows_list (turn->db, organization_id, BHD_LINE_MAX, error);
}

static void
tell_line (BhdUsher *self, char *organization_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) line =
      bhd_store_call_full (self->store, BHD_JOB_READ, read_line_job, organization_id,
                           (GDestroyNotify) g_ptr_array_unref, &error);

  if (line == NULL)
    {
      g_warning ("could not tell who waits where they stand: %s", error->message);
      return;
    }
  for (guint i = 0; i < line->len; i++)
    {
      const BhdLinePlace *place = line->pdata[i];

      self->tell (organization_id, place->contact_id, place->conversation_id, i + 1, self->data);
    }
}

/* Returns: (transfer full) (nullable): NULL when it shall stop. */
static char *
take_changed (BhdUsher *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GHashTableIter iter;
  gpointer organization_id;

  while (!self->stopping && g_hash_table_size (self->changed) == 0)
    g_cond_wait (&self->cond, &self->mutex);
  if (self->stopping)
    return NULL;

  g_hash_table_iter_init (&iter, self->changed);
  g_hash_table_iter_next (&iter, &organization_id, NULL);
  g_hash_table_iter_steal (&iter);
  return organization_id;
}

static gpointer
usher_thread (gpointer data)
{
  BhdUsher *self = data;
  char *organization_id;

  while ((organization_id = take_changed (self)) != NULL)
    {
      tell_line (self, organization_id);
      g_free (organization_id);
    }
  return NULL;
}

BhdUsher *
bhd_usher_new (BhdStore *store, BhdUsherFunc tell, gpointer data)
{
  BhdUsher *self = g_new0 (BhdUsher, 1);

  self->store = store;
  self->tell = tell;
  self->data = data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->thread = g_thread_new ("usher", usher_thread, self);
  return self;
}

void
bhd_usher_call (BhdUsher *self, const char *organization_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_add (self->changed, g_strdup (organization_id));
  g_cond_signal (&self->cond);
}

void
bhd_usher_free (BhdUsher *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_thread_join (self->thread);
  g_hash_table_unref (self->changed);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
