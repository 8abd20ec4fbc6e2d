/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is written at the fake desk: it goes nowhere, and stays where it was. */
#include "console/model/writing/bhc-writing.h"

#include "common/bh-clock.h"
#include "tests/console/ui/fake-desk.h"

#include <string.h>

static void
note (BhcDesk *self, const char *verb, const char *what)
{
  g_autofree char *call = g_strdup_printf ("%s %s", verb, what);

  fake_desk_note_call (self, call);
}

void
bhc_desk_post_files (BhcDesk *self,
                     const char *conversation,
                     BhMessageKind kind,
                     const char *body,
                     GPtrArray *files)
{
  g_autofree char *extra = bhc_files_write (files);
  g_autofree char *words =
      g_strdup_printf ("%s %s %s", conversation, bh_message_kind_to_string (kind), body);
  const BhMessage fields = { .author = BH_AUTHOR_OPERATOR,
                             .author_id = (char *) FAKE_ME,
                             .author_name = (char *) "Mia Brandt",
                             .kind = kind,
                             .extra = extra,
                             .body = (char *) body,
                             .created_us = bh_clock_now_us () };
  const BhcMessageState waiting = { BHC_DELIVERY_WAITING, NULL, bhc_desk_get_files (self) };

  note (self, "post", words);
  fake_desk_say (self, conversation, &fields, &waiting);
}

void
bhc_desk_post (BhcDesk *self, const char *conversation, BhMessageKind kind, const char *body)
{
  bhc_desk_post_files (self, conversation, kind, body, NULL);
}

void
bhc_desk_retry_message (BhcDesk *self, const char *message_id)
{
  note (self, "retry-message", message_id);
}

void
bhc_desk_discard_message (BhcDesk *self, const char *message_id)
{
  note (self, "discard-message", message_id);
}

void
bhc_desk_typing (BhcDesk *self, const char *conversation, gboolean on)
{
}

void
bhc_desk_set_account (BhcDesk *self, const char *server, const char *email)
{
}

void
bhc_desk_set_preferences (BhcDesk *self, BhcPreferences *preferences)
{
  g_object_set_data_full (G_OBJECT (self), "preferences", g_object_ref (preferences),
                          g_object_unref);
}

BhcPreferences *
bhc_desk_get_preferences (BhcDesk *self)
{
  BhcPreferences *preferences = g_object_get_data (G_OBJECT (self), "preferences");

  if (preferences == NULL)
    {
      preferences = bhc_preferences_new (NULL);
      g_object_set_data_full (G_OBJECT (self), "preferences", preferences, g_object_unref);
    }

  return preferences;
}

/* ---- drafts: in memory ---- */

static GHashTable *
drafts_of (BhcDesk *self)
{
  GHashTable *drafts = g_object_get_data (G_OBJECT (self), "drafts");

  if (drafts == NULL)
    {
      drafts =
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bhc_letter_free);
      g_object_set_data_full (G_OBJECT (self), "drafts", drafts,
                              (GDestroyNotify) g_hash_table_unref);
    }

  return drafts;
}

static char *
key_of (const char *conversation, BhMessageKind kind)
{
  return g_strdup_printf ("%s %s", conversation, bh_message_kind_to_string (kind));
}

BhcLetter *
bhc_desk_read_draft (BhcDesk *self, const char *conversation, BhMessageKind kind)
{
  g_autofree char *key = key_of (conversation, kind);
  const BhcLetter *letter = g_hash_table_lookup (drafts_of (self), key);

  return letter != NULL ? bhc_letter_copy (letter) : bhc_letter_new ("");
}

void
bhc_desk_keep_draft (BhcDesk *self, const char *conversation, BhMessageKind kind, BhcLetter *letter)
{
  g_hash_table_replace (drafts_of (self), key_of (conversation, kind), letter);
}

void
bhc_desk_flush_drafts (BhcDesk *self)
{
}

guint
bhc_desk_count_drafts (BhcDesk *self)
{
  g_autoptr (GList) letters = g_hash_table_get_values (drafts_of (self));
  guint n = 0;

  for (GList *l = letters; l != NULL; l = l->next)
    n += bhc_letter_is_empty (l->data) ? 0 : 1;
  return n;
}

/* ---- taking back: the last that was sent ---- */

void
bhc_desk_send (BhcDesk *self, const char *conversation, BhMessageKind kind, BhcLetter *letter)
{
  g_autofree char *key = key_of (conversation, kind);

  bhc_letter_trim_mentions (letter);
  for (guint i = 0; i < letter->mentions->len; i++)
    note (self, "mention", ((const BhcMention *) letter->mentions->pdata[i])->id);
  bhc_desk_post_files (self, conversation, kind, letter->body, letter->files);
  g_hash_table_remove (drafts_of (self), key);
  g_object_set_data_full (G_OBJECT (self), "held", letter, (GDestroyNotify) bhc_letter_free);
  g_object_set_data_full (G_OBJECT (self), "held-in", g_strdup (key), g_free);
}

char *
bhc_desk_find_held (BhcDesk *self, const char *conversation)
{
  return g_object_get_data (G_OBJECT (self), "held") != NULL ? g_strdup ("held") : NULL;
}

void
bhc_desk_recall_async (BhcDesk *self,
                       const char *message_id,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  BhcLetter *letter = g_object_steal_data (G_OBJECT (self), "held");
  char *key = g_object_steal_data (G_OBJECT (self), "held-in");

  note (self, "recall", message_id);
  if (letter == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "gone");
      return;
    }
  g_task_return_int (task, g_str_has_suffix (key, "note") ? BH_MESSAGE_NOTE : BH_MESSAGE_TEXT);
  g_hash_table_replace (drafts_of (self), key, letter);
}

gboolean
bhc_desk_recall_finish (BhcDesk *self, GAsyncResult *result, BhMessageKind *kind, GError **error)
{
  gssize value = g_task_propagate_int (G_TASK (result), error);

  *kind = (BhMessageKind) MAX (value, 0);
  return value >= 0;
}

/* ---- what a colleague has said ---- */

gint64
bhc_desk_get_seen (BhcDesk *self, const char *conversation)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self, conversation);
  gint64 seen = 1;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), i);

      seen = MAX (seen, bhc_message_get_record (row)->seq);
    }

  return seen;
}

BhMessage *
bhc_desk_find_answer (BhcDesk *self, const char *conversation, gint64 seq)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self, conversation);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), i);
      const BhMessage *record = bhc_message_get_record (row);

      if (record->seq > seq && record->author == BH_AUTHOR_OPERATOR &&
          g_strcmp0 (record->author_id, FAKE_ME) != 0)
        return bh_message_ref ((BhMessage *) record);
    }

  return NULL;
}

/* ---- finding: among what is there ---- */

void
bhc_transcript_find_async (BhcTranscript *self,
                           const char *words,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  GArray *seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (self), i);
      const BhMessage *record = bhc_message_get_record (row);

      if (record->kind != BH_MESSAGE_NOTICE && strstr (record->body, words) != NULL)
        g_array_append_val (seqs, record->seq);
    }
  g_task_return_pointer (task, seqs, (GDestroyNotify) g_array_unref);
}

GArray *
bhc_transcript_find_finish (BhcTranscript *self,
                            GAsyncResult *result,
                            gboolean *partial,
                            GError **error)
{
  *partial = FALSE;
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
bhc_transcript_go_to (BhcTranscript *self, gint64 seq)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (bhc_message_get_record (row)->seq == seq)
        return i;
    }

  return G_MAXUINT;
}

void
bhc_transcript_go_to_end (BhcTranscript *self)
{
}
