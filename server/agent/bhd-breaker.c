/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-breaker.h"

#define REMEMBERED 10000 /* accounts; then everybody is forgiven */

struct _BhdBreaker
{
  GMutex mutex; /* guards what follows */
  gint64 pause_us;
  GHashTable *until; /* of account → gint64 *, on the monotonic clock */
};

BhdBreaker *
bhd_breaker_new (gint64 pause_us)
{
  BhdBreaker *self = g_new0 (BhdBreaker, 1);

  g_mutex_init (&self->mutex);
  self->pause_us = pause_us;
  self->until = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
bhd_breaker_free (BhdBreaker *self)
{
  g_hash_table_unref (self->until);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* The key is a part of it, but cannot be read from it. */
static char *
name_account (const BhdProviderAccount *account)
{
  g_autofree char *key = account->key != NULL
                             ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, account->key, -1)
                             : g_strdup ("");

  return g_strjoin ("\n", account->id != NULL ? account->id : "", account->base_url, account->model,
                    key, NULL);
}

gboolean
bhd_breaker_allows (BhdBreaker *self, const BhdProviderAccount *account)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *name = name_account (account);
  const gint64 *until = g_hash_table_lookup (self->until, name);

  return until == NULL || g_get_monotonic_time () >= *until;
}

void
bhd_breaker_failed (BhdBreaker *self, const BhdProviderAccount *account)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 *until = g_new (gint64, 1);

  *until = g_get_monotonic_time () + self->pause_us;
  if (g_hash_table_size (self->until) >= REMEMBERED)
    g_hash_table_remove_all (self->until);
  g_hash_table_replace (self->until, name_account (account), until);
}

void
bhd_breaker_answered (BhdBreaker *self, const BhdProviderAccount *account)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *name = name_account (account);

  g_hash_table_remove (self->until, name);
}
