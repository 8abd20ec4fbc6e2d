/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-registry.h"

void
bhd_registry_init (BhdRegistry *self)
{
  g_mutex_init (&self->lock);
  self->threads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
bhd_registry_clear (BhdRegistry *self)
{
  g_hash_table_unref (self->threads);
  g_mutex_clear (&self->lock);
}

static guint32
bits_of (BhdRegistry *self, const char *organization_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->threads, organization_id));
}

void
bhd_registry_enter (BhdRegistry *self, const char *organization_id, guint thread)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint32 bits = bits_of (self, organization_id) | 1u << thread;

  g_hash_table_insert (self->threads, g_strdup (organization_id), GUINT_TO_POINTER (bits));
}

void
bhd_registry_leave (BhdRegistry *self, const char *organization_id, guint thread)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint32 bits = bits_of (self, organization_id) & ~(1u << thread);

  if (bits == 0)
    g_hash_table_remove (self->threads, organization_id);
  else
    g_hash_table_insert (self->threads, g_strdup (organization_id), GUINT_TO_POINTER (bits));
}

guint32
bhd_registry_look_up (BhdRegistry *self, const char *organization_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return bits_of (self, organization_id);
}
