/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-topic.h"

#include "server/http/feed/waiting/bhd-waiter.h"

BhdTopic *
bhd_topic_new (const char *organization_id,
               BhdReplayer *replayer,
               BhdPageFunc answer,
               gpointer answer_data)
{
  BhdTopic *self = g_new0 (BhdTopic, 1);

  self->organization_id = g_strdup (organization_id);
  bhd_ring_init (&self->ring);
  g_queue_init (&self->operators);
  self->visitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->woken = g_ptr_array_new ();
  self->replayer = replayer;
  self->answer = answer;
  self->answer_data = answer_data;
  return self;
}

void
bhd_topic_free (BhdTopic *self)
{
  g_assert (self->listeners == 0);
  bhd_ring_clear (&self->ring);
  g_hash_table_unref (self->visitors);
  g_ptr_array_unref (self->woken);
  g_free (self->organization_id);
  g_free (self);
}

static GQueue *
crowd_of_visitor (BhdTopic *self, const char *contact_id)
{
  GQueue *crowd = g_hash_table_lookup (self->visitors, contact_id);

  if (crowd == NULL)
    {
      crowd = g_new0 (GQueue, 1);
      g_hash_table_insert (self->visitors, g_strdup (contact_id), crowd);
    }
  return crowd;
}

void
bhd_topic_add (BhdTopic *self, BhdSubscriber *subscriber)
{
  const char *contact_id = subscriber->contact_id;

  subscriber->topic = self;
  self->listeners++;
  bhd_subscriber_join (subscriber,
                       contact_id != NULL ? crowd_of_visitor (self, contact_id) : &self->operators);
}

void
bhd_topic_remove (BhdTopic *self, BhdSubscriber *subscriber, gint64 now_us)
{
  GQueue *crowd = subscriber->crowd;

  bhd_subscriber_leave (subscriber);
  g_ptr_array_remove_fast (self->woken, subscriber);
  if (subscriber->contact_id != NULL && crowd->length == 0)
    g_hash_table_remove (self->visitors, subscriber->contact_id);

  subscriber->topic = NULL;
  if (--self->listeners == 0)
    self->deserted_us = now_us;
}

static void
list_crowd (GPtrArray *list, GQueue *crowd)
{
  for (GList *l = crowd->head; l != NULL; l = l->next)
    g_ptr_array_add (list, l->data);
}

GPtrArray *
bhd_topic_list (BhdTopic *self)
{
  GPtrArray *list = g_ptr_array_sized_new (self->listeners);
  GHashTableIter iter;
  gpointer crowd;

  list_crowd (list, &self->operators);
  g_hash_table_iter_init (&iter, self->visitors);
  while (g_hash_table_iter_next (&iter, NULL, &crowd))
    list_crowd (list, crowd);
  return list;
}

BhdSubscriber *
bhd_topic_find_waiter (BhdTopic *self, const char *contact_id)
{
  GQueue *crowd = g_hash_table_lookup (self->visitors, contact_id);

  for (GList *l = crowd != NULL ? crowd->head : NULL; l != NULL; l = l->next)
    if (((BhdSubscriber *) l->data)->talk != NULL)
      return l->data;
  return NULL;
}

void
bhd_topic_ask (BhdTopic *self, BhdSubscriber *subscriber)
{
  BhdPage question = {
    .organization_id = self->organization_id,
    .contact_id = subscriber != NULL ? (char *) subscriber->contact_id : NULL, /* is copied */
    .after = subscriber != NULL ? subscriber->cursor : BHD_PAGE_LAST,
    .asker = subscriber,
    .look = subscriber != NULL && subscriber->talk != NULL ? subscriber->kind->look : NULL,
    .talk = subscriber != NULL ? subscriber->talk : NULL,
    .done = self->answer,
    .data = self->answer_data,
  };

  if (subscriber != NULL)
    subscriber->awaiting = TRUE;
  else if (self->asking)
    return;
  else
    self->asking = TRUE;
  bhd_replayer_ask (self->replayer, &question);
}

/* Numbers are missing: whoever was up to date goes on from where the ring ended, when the log has
 * been read. */
static void
lose_track (BhdTopic *self, gint64 head)
{
  g_autoptr (GPtrArray) all = bhd_topic_list (self);

  self->ready = FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      BhdSubscriber *subscriber = g_ptr_array_index (all, i);

      if (subscriber->state != BHD_LIVE)
        continue;
      if (subscriber->settled)
        subscriber->cursor = MAX (subscriber->cursor, head);
      subscriber->settled = FALSE;
      subscriber->state = BHD_RESUMING;
    }
  g_ptr_array_set_size (self->woken, 0);
  bhd_topic_ask (self, NULL);
}

static void
wake (BhdTopic *self, BhdSubscriber *subscriber, gint64 seq)
{
  if (subscriber->state != BHD_LIVE || !subscriber->settled)
    return; /* comes to it when it has sent what is before */
  subscriber->cursor = MAX (subscriber->cursor, seq - 1);
  subscriber->settled = FALSE;
  g_ptr_array_add (self->woken, subscriber);
}

static void
wake_crowd (BhdTopic *self, GQueue *crowd, gint64 seq)
{
  for (GList *l = crowd != NULL ? crowd->head : NULL; l != NULL; l = l->next)
    wake (self, l->data, seq);
}

void
bhd_topic_hear (BhdTopic *self, BhdNews *news)
{
  gint64 head = self->ring.head;

  if (news->seq <= head)
    return;
  if (news->forgets)
    bhd_ring_clear (&self->ring);
  if (news->forgets || !bhd_ring_push (&self->ring, news))
    {
      lose_track (self, head);
      bhd_ring_push (&self->ring, news);
      return;
    }
  if (!self->ready)
    return;

  self->unsent_news++;
  self->unsent_bytes += news->desk.length;
  if (news->contact_id != NULL)
    wake_crowd (self, g_hash_table_lookup (self->visitors, news->contact_id), news->seq);
}

gboolean
bhd_topic_begin (BhdTopic *self, const BhdPage *page)
{
  BhdRing meanwhile = self->ring;
  gboolean whole = TRUE;

  self->asking = FALSE;
  bhd_ring_init (&self->ring);
  bhd_ring_begin (&self->ring, page->after);
  for (guint i = 0; i < page->news->len && whole; i++)
    whole = bhd_ring_push (&self->ring, g_ptr_array_index (page->news, i));
  if (self->ring.head != page->head) /* the page has a hole: nothing before its end counts */
    bhd_ring_begin (&self->ring, page->head);

  whole = TRUE;
  for (gint64 seq = meanwhile.base + 1; seq <= meanwhile.head && whole; seq++)
    whole = bhd_ring_push (&self->ring, bhd_ring_get (&meanwhile, seq));

  bhd_ring_clear (&meanwhile);
  self->ready = whole;
  if (!whole)
    bhd_topic_ask (self, NULL);
  return whole;
}

static void
each_in_crowd (GQueue *crowd, BhdSubscriberFunc func, gpointer data)
{
  GList *next;

  for (GList *l = crowd != NULL ? crowd->head : NULL; l != NULL; l = next)
    {
      BhdSubscriber *subscriber = l->data;

      next = l->next; /* @func may take this one out */
      if (subscriber->state == BHD_LIVE ||
          (subscriber->talk != NULL && subscriber->state == BHD_RESUMING))
        func (subscriber, data);
    }
}

void
bhd_topic_each_hearer (BhdTopic *self, const BhdNews *news, BhdSubscriberFunc func, gpointer data)
{
  if (news->desk.bytes != NULL)
    each_in_crowd (&self->operators, func, data);
  if (news->contact_id != NULL)
    each_in_crowd (g_hash_table_lookup (self->visitors, news->contact_id), func, data);
}

/* Long before the ring forgets what nobody has been told yet. */
gboolean
bhd_topic_needs_round (const BhdTopic *self)
{
  return self->unsent_news >= BHD_RING_MAX_NEWS / 4 || self->unsent_bytes >= BHD_RING_MAX_BYTES / 8;
}

void
bhd_topic_round (BhdTopic *self, BhdSubscriberFunc func, gpointer data)
{
  if (self->unsent_news == 0)
    return;

  self->unsent_news = 0;
  self->unsent_bytes = 0;
  each_in_crowd (&self->operators, func, data);
  while (self->woken->len > 0)
    func (g_ptr_array_steal_index_fast (self->woken, self->woken->len - 1), data);
}
