/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-roster.h"

typedef struct
{
  guint sockets;
  gint64 linger_us; /* there until then, also without a socket */
  gint64 since_us;
  BhAttendance status;
} Place;

void
bhd_roster_init (BhdRoster *self, BhdRosterFunc tell, gpointer data)
{
  g_mutex_init (&self->lock);
  self->organizations =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->tell = tell;
  self->tell_data = data;
}

void
bhd_roster_clear (BhdRoster *self)
{
  g_hash_table_unref (self->organizations);
  g_mutex_clear (&self->lock);
}

void
bhd_roster_silence (BhdRoster *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->tell = NULL;
}

static void
tell (BhdRoster *self,
      const char *organization_id,
      const char *operator_id,
      gboolean here,
      BhAttendance status)
{
  if (self->tell != NULL)
    self->tell (organization_id, operator_id, here, status, self->tell_data);
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

static Place *
find_place (BhdRoster *self, const char *organization_id, const char *operator_id)
{
  GHashTable *people = g_hash_table_lookup (self->organizations, organization_id);

  return people != NULL ? g_hash_table_lookup (people, operator_id) : NULL;
}

static gboolean
is_there (const Place *place, gint64 now_us)
{
  return place != NULL && (place->sockets > 0 || now_us < place->linger_us);
}

void
bhd_roster_enter (BhdRoster *self,
                  const char *organization_id,
                  const char *operator_id,
                  BhAttendance status,
                  gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Place *place;
  gboolean known;

  g_atomic_int_inc (&self->count);
  if (operator_id == NULL)
    return;

  locker = g_mutex_locker_new (&self->lock);
  place = find_place (self, organization_id, operator_id);
  known = is_there (place, now_us);
  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      g_hash_table_insert (people_of (self, organization_id), g_strdup (operator_id), place);
    }
  place->sockets++;
  place->status = status;
  if (known)
    return;
  place->since_us = now_us;
  tell (self, organization_id, operator_id, TRUE, status);
}

gint64
bhd_roster_leave (BhdRoster *self,
                  const char *organization_id,
                  const char *operator_id,
                  gint64 linger_us,
                  gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Place *place;

  g_atomic_int_add (&self->count, -1);
  if (operator_id == NULL)
    return 0;

  locker = g_mutex_locker_new (&self->lock);
  place = find_place (self, organization_id, operator_id);
  place->sockets--;
  place->linger_us = MAX (place->linger_us, linger_us);
  if (is_there (place, now_us))
    return place->sockets > 0 ? 0 : place->linger_us;
  tell (self, organization_id, operator_id, FALSE, place->status);
  g_hash_table_remove (people_of (self, organization_id), operator_id);
  return 0;
}

/* Returns: when the next one of @people is due, 0: none lingers. */
static gint64
sweep_people (BhdRoster *self, const char *organization_id, GHashTable *people, gint64 now_us)
{
  gint64 next_us = 0;
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Place *place = value;

      if (place->sockets > 0)
        continue;
      if (now_us < place->linger_us)
        {
          next_us = next_us != 0 ? MIN (next_us, place->linger_us) : place->linger_us;
          continue;
        }
      tell (self, organization_id, id, FALSE, place->status);
      g_hash_table_iter_remove (&iter);
    }
  return next_us;
}

gint64
bhd_roster_sweep (BhdRoster *self, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 next_us = 0;
  GHashTableIter iter;
  gpointer id, people;

  g_hash_table_iter_init (&iter, self->organizations);
  while (g_hash_table_iter_next (&iter, &id, &people))
    {
      gint64 due_us = sweep_people (self, id, people, now_us);

      if (next_us == 0 || (due_us != 0 && due_us < next_us))
        next_us = due_us;
      if (g_hash_table_size (people) == 0)
        g_hash_table_iter_remove (&iter);
    }
  return next_us;
}

void
bhd_roster_set_status (BhdRoster *self,
                       const char *organization_id,
                       const char *operator_id,
                       BhAttendance status,
                       gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Place *place = find_place (self, organization_id, operator_id);

  if (place != NULL)
    place->status = status;
  tell (self, organization_id, operator_id, is_there (place, now_us), status);
}

char **
bhd_roster_list (BhdRoster *self, const char *organization_id, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GStrvBuilder) online = g_strv_builder_new ();
  GHashTable *people = g_hash_table_lookup (self->organizations, organization_id);
  GHashTableIter iter;
  gpointer id, place;

  if (people == NULL)
    return g_strv_builder_end (online);
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &id, &place))
    if (is_there (place, now_us))
      g_strv_builder_add (online, id);
  return g_strv_builder_end (online);
}

gint64
bhd_roster_since (BhdRoster *self,
                  const char *organization_id,
                  const char *operator_id,
                  gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const Place *place = find_place (self, organization_id, operator_id);

  return is_there (place, now_us) ? place->since_us : 0;
}
