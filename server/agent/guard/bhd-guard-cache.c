/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard.h"

#define ORGANIZATIONS_MAX 1000 /* compiled at a time */

/* A guard and the rules it was compiled from, as their checksum: no clock or counter has to be
 * believed. */
typedef struct
{
  char *checksum;
  BhdGuard *guard;
} Entry;

struct _BhdGuardCache
{
  GMutex mutex;
  GHashTable *entries; /* organisation → Entry; under the mutex */
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->checksum);
  bhd_guard_unref (self->guard);
  g_free (self);
}

BhdGuardCache *
bhd_guard_cache_new (void)
{
  BhdGuardCache *self = g_new0 (BhdGuardCache, 1);

  g_mutex_init (&self->mutex);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  return self;
}

void
bhd_guard_cache_free (BhdGuardCache *self)
{
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Each text with its end, so that what moves from one into the next is seen. */
static void
add_text (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *) (text != NULL ? text : "\x01"), -1);
  g_checksum_update (checksum, (const guchar *) "", 1);
}

static char *
checksum_of (GPtrArray *rules)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < rules->len; i++)
    {
      const BhdGuardrailRow *row = rules->pdata[i];
      const char *const texts[] = { row->id,      row->name,
                                    row->type,    row->pattern,
                                    row->action,  row->direction,
                                    row->message, row->enabled ? "1" : "0" };

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        add_text (checksum, texts[j]);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static BhdGuard *
look_up (BhdGuardCache *self, const char *organization_id, const char *checksum)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const Entry *entry = g_hash_table_lookup (self->entries, organization_id);

  return entry != NULL && g_str_equal (entry->checksum, checksum) ? bhd_guard_ref (entry->guard)
                                                                  : NULL;
}

static void
keep (BhdGuardCache *self, const char *organization_id, const char *checksum, BhdGuard *guard)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = g_new0 (Entry, 1);

  if (g_hash_table_size (self->entries) >= ORGANIZATIONS_MAX)
    g_hash_table_remove_all (self->entries);
  entry->checksum = g_strdup (checksum);
  entry->guard = bhd_guard_ref (guard);
  g_hash_table_replace (self->entries, g_strdup (organization_id), entry);
}

BhdGuard *
bhd_guard_cache_get (BhdGuardCache *self, const char *organization_id, GPtrArray *rules)
{
  g_autofree char *checksum = checksum_of (rules);
  BhdGuard *guard = look_up (self, organization_id, checksum);

  if (guard == NULL)
    {
      guard = bhd_guard_new (rules);
      keep (self, organization_id, checksum, guard);
    }
  return guard;
}
