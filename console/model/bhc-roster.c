/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/media/bh-attachment.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/client/cache/bhc-drafts.h"
#include "console/model/bhc-conversation-private.h"

#include "console/model/bhc-roster-private.h"

#define WORDS 100 /* characters of a draft that are told */

struct _BhcRoster
{
  GObject parent_instance;

  BhcCache *cache;
  GHashTable *by_row;   /* gint64 row → Entry */
  GHashTable *outgoing; /* set of conversations with messages in the outbox */
  guint n_outgoing;
  char *unsent;       /* (nullable) the conversation of the oldest that was refused */
  GHashTable *drafts; /* conversation → how its draft begins */
};

/* An object somebody else holds. */
typedef struct
{
  gint64 row;
  BhcRoster *roster;
  BhcConversation *conversation; /* (transfer none) */
} Entry;

G_DEFINE_FINAL_TYPE (BhcRoster, bhc_roster, G_TYPE_OBJECT)

static void
conversation_gone_cb (gpointer data, GObject *gone)
{
  Entry *entry = data;

  entry->conversation = NULL;
  g_hash_table_remove (entry->roster->by_row, &entry->row);
}

static void
entry_free (Entry *entry)
{
  if (entry->conversation != NULL)
    g_object_weak_unref (G_OBJECT (entry->conversation), conversation_gone_cb, entry);
  g_free (entry);
}

static void
bhc_roster_finalize (GObject *object)
{
  BhcRoster *self = BHC_ROSTER (object);

  g_clear_pointer (&self->by_row, g_hash_table_unref);
  g_clear_pointer (&self->outgoing, g_hash_table_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_free (self->unsent);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (bhc_roster_parent_class)->finalize (object);
}

static void
bhc_roster_class_init (BhcRosterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_roster_finalize;
}

static void
bhc_roster_init (BhcRoster *self)
{
  self->by_row =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) entry_free);
  self->outgoing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
read_outgoing (BhcRoster *self)
{
  g_autoptr (GPtrArray) outbox = bhc_cache_read_outbox (self->cache, NULL);

  g_hash_table_remove_all (self->outgoing);
  self->n_outgoing = outbox->len;
  g_clear_pointer (&self->unsent, g_free);
  for (guint i = 0; i < outbox->len; i++)
    {
      const BhcOutgoing *outgoing = g_ptr_array_index (outbox, i);

      g_hash_table_add (self->outgoing, g_strdup (outgoing->conversation_id));
      if (outgoing->refusal != NULL && self->unsent == NULL)
        self->unsent = g_strdup (outgoing->conversation_id);
    }
}

/* On one line: how the words begin, or which files there are instead of words. */
static char *
draft_words (const BhcOutgoing *draft)
{
  g_autofree char *words =
      g_utf8_substring (draft->body, 0, MIN (g_utf8_strlen (draft->body, -1), WORDS));
  g_autoptr (GPtrArray) files = bh_attachments_read (draft->extra);

  g_strstrip (g_strdelimit (words, "\n\r\t", ' '));
  if (*words != '\0' || files->len == 0)
    return g_steal_pointer (&words);
  if (files->len == 1)
    return g_strdup (((const BhAttachment *) g_ptr_array_index (files, 0))->name);
  return g_strdup_printf (ngettext ("%u file", "%u files", files->len), files->len);
}

/* A reply is told of rather than a note: more depends on it. */
static void
read_drafts (BhcRoster *self)
{
  g_autoptr (GPtrArray) drafts = bhc_cache_read_drafts (self->cache);

  g_hash_table_remove_all (self->drafts);
  for (guint i = 0; i < drafts->len; i++)
    {
      const BhcOutgoing *draft = g_ptr_array_index (drafts, i);

      if (draft->kind == BH_MESSAGE_TEXT ||
          !g_hash_table_contains (self->drafts, draft->conversation_id))
        g_hash_table_replace (self->drafts, g_strdup (draft->conversation_id), draft_words (draft));
    }
}

BhcRoster *
bhc_roster_new (BhcCache *cache)
{
  BhcRoster *self = g_object_new (BHC_TYPE_ROSTER, NULL);

  self->cache = g_object_ref (cache);
  read_outgoing (self);
  read_drafts (self);

  return self;
}

static BhConversation *
empty_record (void)
{
  BhConversation fields = { 0 };

  fields.id = g_strdup ("");
  fields.channel = g_strdup ("");
  fields.priority = g_strdup ("");
  fields.contact_id = g_strdup ("");
  fields.contact_name = g_strdup ("");
  fields.contact_email = g_strdup ("");
  fields.status = BH_STATUS_RESOLVED;

  return bh_conversation_new_take (&fields);
}

static BhConversation *
read_conversation (GObject *source, gint64 row, gboolean *outgoing, const char **draft)
{
  BhcRoster *self = BHC_ROSTER (source);
  BhConversation *record = bhc_cache_read_conversation (self->cache, row);

  if (record == NULL)
    record = empty_record ();
  *outgoing = g_hash_table_contains (self->outgoing, record->id);
  *draft = g_hash_table_lookup (self->drafts, record->id);

  return record;
}

BhcConversation *
bhc_roster_get (BhcRoster *self, gint64 row)
{
  const char *me = bhc_cache_get_operator (self->cache)->id;
  Entry *entry = g_hash_table_lookup (self->by_row, &row);

  if (entry != NULL)
    return g_object_ref (entry->conversation);

  entry = g_new0 (Entry, 1);
  entry->row = row;
  entry->roster = self;
  entry->conversation = bhc_conversation_new_for_row (G_OBJECT (self), read_conversation, row, me);
  g_object_weak_ref (G_OBJECT (entry->conversation), conversation_gone_cb, entry);
  g_hash_table_insert (self->by_row, &entry->row, entry);

  return entry->conversation;
}

BhcConversation *
bhc_roster_find (BhcRoster *self, const char *id)
{
  gint64 row = 0;
  g_autoptr (BhConversation) record = bhc_cache_find_conversation (self->cache, id, &row);

  return record != NULL ? bhc_roster_get (self, row) : NULL;
}

gboolean
bhc_roster_is_held (BhcRoster *self, gint64 row)
{
  return g_hash_table_contains (self->by_row, &row);
}

/* Whoever hears of one may let go of others. */
static GPtrArray *
hold_all (BhcRoster *self)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  Entry *entry;

  g_hash_table_iter_init (&iter, self->by_row);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    g_ptr_array_add (held, g_object_ref (entry->conversation));

  return held;
}

static void
mark_outgoing (BhcRoster *self)
{
  g_autoptr (GPtrArray) held = hold_all (self);

  read_outgoing (self);
  for (guint i = 0; i < held->len; i++)
    {
      BhcConversation *each = held->pdata[i];

      if (bhc_conversation_is_read (each))
        bhc_conversation_set_outgoing (
            each, g_hash_table_contains (self->outgoing, bhc_conversation_get_id (each)));
    }
}

static void
mark_drafts (BhcRoster *self)
{
  g_autoptr (GPtrArray) held = hold_all (self);

  read_drafts (self);
  for (guint i = 0; i < held->len; i++)
    {
      BhcConversation *each = held->pdata[i];

      if (bhc_conversation_is_read (each))
        bhc_conversation_set_draft (
            each, g_hash_table_lookup (self->drafts, bhc_conversation_get_id (each)));
    }
}

void
bhc_roster_apply (BhcRoster *self, BhcChanges *changes)
{
  GHashTableIter iter;
  BhcConversationChange *change;

  g_hash_table_iter_init (&iter, changes->conversations);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    {
      Entry *entry = g_hash_table_lookup (self->by_row, &change->after.row);

      if (entry != NULL && change->record != NULL && bhc_conversation_is_read (entry->conversation))
        bhc_conversation_set_record (entry->conversation, change->record);
    }

  if (g_hash_table_size (changes->outgoing) > 0)
    mark_outgoing (self);
  if (g_hash_table_size (changes->drafts) > 0)
    mark_drafts (self);
}

guint
bhc_roster_count_outgoing (BhcRoster *self)
{
  return self->n_outgoing;
}

const char *
bhc_roster_find_unsent (BhcRoster *self)
{
  return self->unsent;
}
