/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-roster.h"

typedef struct
{
  guint sockets;
  gint64 linger_us;
} Place;

void
bhd_roster_init (BhdRoster *self)
{
  g_mutex_init (&self->lock);
  self->organizations =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
}

void
bhd_roster_clear (BhdRoster *self)
{
  g_hash_table_unref (self->organizations);
  g_mutex_clear (&self->lock);
}

static GHashTable *
people_of (BhdRoster *self, const char *organization_id)
{
  GHashTable *people = g_hash_table_lookup (self->organizations, organization_id);

  if (people == NULL)
    {
      people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->organizations, g_strdup (organization_id), people);
    }
  return people;
}

void
bhd_roster_enter (BhdRoster *self, const char *organization_id, const char *operator_id)
{
  GHashTable *people;
  Place *place;

  g_atomic_int_inc (&self->count);
  if (operator_id == NULL)
    return;

  g_mutex_lock (&self->lock);
  people = people_of (self, organization_id);
  place = g_hash_table_lookup (people, operator_id);
  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      g_hash_table_insert (people, g_strdup (operator_id), place);
    }
  place->sockets++;
  g_mutex_unlock (&self->lock);
}

void
bhd_roster_leave (BhdRoster *self,
                  const char *organization_id,
                  const char *operator_id,
                  gint64 linger_us)
{
  Place *place;

  g_atomic_int_add (&self->count, -1);
  if (operator_id == NULL)
    return;

  g_mutex_lock (&self->lock);
  place = g_hash_table_lookup (people_of (self, organization_id), operator_id);
  place->sockets--;
  place->linger_us = MAX (place->linger_us, linger_us);
  g_mutex_unlock (&self->lock);
}

char **
bhd_roster_list (BhdRoster *self, const char *organization_id, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GStrvBuilder) online = g_strv_builder_new ();
  GHashTable *people = g_hash_table_lookup (self->organizations, organization_id);
  GHashTableIter iter;
  gpointer id, value;

  if (people == NULL)
    return g_strv_builder_end (online);
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Place *place = value;

      if (place->sockets > 0 || now_us < place->linger_us)
        g_strv_builder_add (online, id);
      else
        g_hash_table_iter_remove (&iter);
    }
  return g_strv_builder_end (online);
}
