/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Searching the fake desk: among what its transcripts show. */
#include "common/bh-error.h"
#include "common/find/bh-find-match.h"
#include "console/model/reading/bhc-desk-fetch.h"
#include "console/model/reading/bhc-transcript-reach.h"
#include "console/model/search/bhc-desk-find.h"
#include "tests/console/ui/fake-desk.h"

#define SEARCHES "fake-searches"

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const BhMessage *one = (*(BhcFindHit *const *) a)->message;
  const BhMessage *other = (*(BhcFindHit *const *) b)->message;

  return one->seq < other->seq ? 1 : one->seq > other->seq ? -1 : 0;
}

static void
look_into (BhcFindPage *page,
           BhcTranscript *transcript,
           const BhConversation *conversation,
           const BhFindQuery *query)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), i);
      const BhMessage *record = bhc_message_get_record (row);
      BhcFindHit *hit = NULL;

      if (record->kind == BH_MESSAGE_NOTICE || !bh_find_matches (query, record->body))
        continue;
      hit = g_new0 (BhcFindHit, 1);
      hit->message = bh_message_ref ((BhMessage *) record);
      hit->conversation = bh_conversation_ref ((BhConversation *) conversation);
      g_ptr_array_add (page->hits, hit);
    }
}

static void
add_contact (BhcFindPage *page, const BhConversation *conversation, const BhFindQuery *query)
{
  g_autofree char *words =
      g_strconcat (conversation->contact_name, " ", conversation->contact_email, NULL);
  BhcFindContact *contact = NULL;

  if (!bh_find_query_has_words (query) || !bh_find_matches (query, words))
    return;
  contact = g_new0 (BhcFindContact, 1);
  contact->id = g_strdup_printf ("contact-%s", conversation->id);
  contact->name = g_strdup (conversation->contact_name);
  contact->email = g_strdup (conversation->contact_email);
  contact->conversation_id = g_strdup (conversation->id);
  contact->last_us = conversation->updated_us;
  g_ptr_array_add (page->contacts, contact);
}

void
bhc_desk_find_async (BhcDesk *self,
                     const char *text,
                     GTimeZone *zone,
                     gint64 below_seq,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (BhFindQuery) query = bh_find_query_parse (text, zone, NULL);
  g_autoptr (BhcFindPage) page = bhc_find_page_new ();
  GListModel *all = G_LIST_MODEL (bhc_desk_get_inbox (self, BHC_VIEW_ALL));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (BhcConversation) each = g_list_model_get_item (all, i);
      g_autoptr (BhcTranscript) transcript =
          bhc_desk_open_transcript (self, bhc_conversation_get_id (each));

      look_into (page, transcript, bhc_conversation_get_record (each), query);
      add_contact (page, bhc_conversation_get_record (each), query);
    }
  g_ptr_array_sort (page->hits, compare_hits);
  g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify) bhc_find_page_free);
}

BhcFindPage *
bhc_desk_find_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GStrv
bhc_desk_read_searches (BhcDesk *self)
{
  char **searches = g_object_get_data (G_OBJECT (self), SEARCHES);

  return searches != NULL ? g_strdupv (searches) : g_new0 (char *, 1);
}

void
bhc_desk_remember_search (BhcDesk *self, const char *text)
{
  g_auto (GStrv) before = bhc_desk_read_searches (self);
  g_autoptr (GStrvBuilder) searches = g_strv_builder_new ();

  g_strv_builder_add (searches, text);
  g_strv_builder_addv (searches, (const char **) before);
  g_object_set_data_full (G_OBJECT (self), SEARCHES, g_strv_builder_end (searches),
                          (GDestroyNotify) g_strfreev);
}

void
bhc_transcript_reach_async (BhcTranscript *self,
                            gint64 seq,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  guint row = bhc_transcript_go_to (self, seq);

  if (row == G_MAXUINT)
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_NOT_FOUND, "it is gone");
  else
    g_task_return_int (task, row);
}

guint
bhc_transcript_reach_finish (BhcTranscript *self, GAsyncResult *result, GError **error)
{
  gssize row = g_task_propagate_int (G_TASK (result), error);

  return row >= 0 ? (guint) row : G_MAXUINT;
}

/* What is not here is nowhere. */
void
bhc_desk_fetch_async (BhcDesk *self,
                      const char *conversation,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_return_new_error (task, BH_ERROR, BH_ERROR_NOT_FOUND, "it is gone");
}

BhcConversation *
bhc_desk_fetch_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
