/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/widget/bhd-welcome.h"

#include "common/bh-clock.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/widget/bhd-presence.h"
#include "server/desk/widget/bhd-widgets.h"

#define MAX_KNOWN 1024

struct _BhdWelcome
{
  GMutex mutex; /* guards what follows */
  guint ticket;
  GHashTable *known; /* of Entry, by the slug or id that was asked for */
};

/* Immutable, shared by reference. */
typedef struct
{
  char *organization_id;
  char *organization; /* JSON */
  char *widget;       /* JSON */
  BhdPresence presence;
  gint64 good_us; /* until when nothing changes of itself */
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *self = data;

  g_free (self->organization_id);
  g_free (self->organization);
  g_free (self->widget);
  bhd_presence_clear (&self->presence);
}

static void
entry_unref (Entry *self)
{
  g_atomic_rc_box_release_full (self, entry_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, entry_unref)

BhdWelcome *
bhd_welcome_new (void)
{
  BhdWelcome *self = g_new0 (BhdWelcome, 1);

  g_mutex_init (&self->mutex);
  self->known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_unref);
  return self;
}

void
bhd_welcome_free (BhdWelcome *self)
{
  g_hash_table_unref (self->known);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
bhd_welcome_forget (BhdWelcome *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->ticket++;
  g_hash_table_remove_all (self->known);
}

guint
bhd_welcome_ticket (BhdWelcome *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->ticket;
}

/* Returns: (transfer full) (nullable): it may be stale. */
static Entry *
look_up (BhdWelcome *self, const char *organization)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = g_hash_table_lookup (self->known, organization);

  return entry != NULL ? g_atomic_rc_box_acquire (entry) : NULL;
}

/* What a writing turn sees may never be committed. */
static void
keep (BhdWelcome *self, guint ticket, const BhdTurn *turn, const char *name, Entry *entry)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (ticket != self->ticket || turn->writing)
    return;
  if (g_hash_table_size (self->known) == MAX_KNOWN)
    g_hash_table_remove_all (self->known);
  g_hash_table_insert (self->known, g_strdup (name), g_atomic_rc_box_acquire (entry));
}

static gint64
earlier (gint64 a, gint64 b)
{
  return b == 0 || a < b ? a : b;
}

static Entry *
read_entry (BhdTurn *turn, const char *name, const Entry *old, GError **error)
{
  g_autoptr (BhOrganization) organization = bhd_organizations_find (turn, name, error);
  g_autoptr (BhWidget) widget =
      organization != NULL ? bhd_widgets_get (turn, organization->id, error) : NULL;
  g_autoptr (Entry) self = g_atomic_rc_box_new0 (Entry);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  if (widget == NULL ||
      !bhd_presence_read (turn, organization->id, old != NULL ? &old->presence : NULL,
                          &self->presence, error))
    return NULL;

  self->organization_id = g_strdup (organization->id);
  bh_organization_write_public_json (organization, &json, NULL);
  self->organization = bh_json_writer_steal (&json);
  bh_widget_write_json (widget, &json, NULL);
  self->widget = bh_json_writer_steal (&json);
  self->good_us = earlier (self->presence.reply_time_good_us, self->presence.opening.changes_us);
  return g_steal_pointer (&self);
}

static void
write_entry (const Entry *self, BhdHub *hub, BhJsonWriter *json)
{
  g_auto (GStrv) online = bhd_hub_list_operators (hub, self->organization_id);

  bh_json_raw (json, "organization", self->organization);
  bh_json_raw (json, "widget", self->widget);
  bhd_presence_write_json (&self->presence, (const char *const *) online, json, "presence");
}

gboolean
bhd_welcome_recall (BhdWelcome *self, BhdHub *hub, const char *organization, BhJsonWriter *json)
{
  g_autoptr (Entry) entry = look_up (self, organization);

  if (entry == NULL || entry->good_us <= bh_clock_now_us ())
    return FALSE;
  write_entry (entry, hub, json);
  return TRUE;
}

gboolean
bhd_welcome_write (BhdWelcome *self,
                   guint ticket,
                   BhdHub *hub,
                   BhdTurn *turn,
                   const char *organization,
                   BhJsonWriter *json,
                   GError **error)
{
  g_autoptr (Entry) entry = look_up (self, organization);
  g_autoptr (Entry) fresh = NULL;

  if (entry != NULL && turn->now_us < entry->good_us)
    {
      write_entry (entry, hub, json);
      return TRUE;
    }
  fresh = read_entry (turn, organization, entry, error);
  if (fresh == NULL)
    return FALSE;
  keep (self, ticket, turn, organization, fresh);
  write_entry (fresh, hub, json);
  return TRUE;
}
