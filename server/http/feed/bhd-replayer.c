/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-replayer.h"

#include "common/bh-error.h"
#include "server/http/feed/bhd-news.h"
#include "server/store/rows/bhd-event-rows.h"

/* A visitor's own events may lie far apart: no question looks at more of the log than this. */
#define MAX_SPAN 20000

struct _BhdReplayer
{
  BhdStore *store;
  GAsyncQueue *questions; /* of BhdPage; the replayer itself: stop */
  gboolean stopping;      /* under the queue's lock */
  GThread *thread;
};

void
bhd_page_free (BhdPage *self)
{
  g_free (self->organization_id);
  g_free (self->contact_id);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
encode_events (BhdPage *page, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (page->news, bhd_news_new_event (g_ptr_array_index (events, i)));
}

static gpointer
read_page (BhdTurn *turn, gpointer data, GError **error)
{
  BhdPage *page = data;
  g_autoptr (GPtrArray) events = NULL;
  const BhdEvent *last;

  if (page->look != NULL)
    {
      page->found = page->look (turn, page->talk, error);
      return NULL;
    }
  if (!bhd_event_rows_head (turn->db, page->organization_id, &page->head, &page->pruned, error))
    return NULL;
  if (page->after == BHD_PAGE_LAST)
    page->after = MAX (page->head - BHD_PAGE_NEWS, page->pruned);
  if (page->after < page->pruned || page->after > page->head)
    return NULL;

  page->upto = MIN (page->after + MAX_SPAN, page->head);
  events = bhd_event_rows_list (turn->db, page->organization_id, page->contact_id, page->after,
                                page->upto, BHD_PAGE_NEWS, error);
  if (events == NULL)
    return NULL;

  encode_events (page, events);
  if (events->len == BHD_PAGE_NEWS)
    {
      last = g_ptr_array_index (events, events->len - 1);
      page->upto = last->seq;
    }
  return NULL;
}

static gpointer
replayer_thread (gpointer data)
{
  BhdReplayer *self = data;
  BhdPage *page;

  while ((page = g_async_queue_pop (self->questions)) != data)
    {
      bhd_store_call (self->store, BHD_JOB_READ, read_page, page, &page->error);
      page->done (page, page->data);
    }
  return NULL;
}

BhdReplayer *
bhd_replayer_new (BhdStore *store)
{
  BhdReplayer *self = g_new0 (BhdReplayer, 1);

  self->store = store;
  self->questions = g_async_queue_new ();
  self->thread = g_thread_new ("replay", replayer_thread, self);
  return self;
}

void
bhd_replayer_stop (BhdReplayer *self)
{
  g_async_queue_lock (self->questions);
  self->stopping = TRUE;
  g_async_queue_push_unlocked (self->questions, self);
  g_async_queue_unlock (self->questions);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
bhd_replayer_free (BhdReplayer *self)
{
  if (self->thread != NULL)
    bhd_replayer_stop (self);
  g_async_queue_unref (self->questions);
  g_free (self);
}

static BhdPage *
page_new (const BhdPage *question)
{
  BhdPage *page = g_new0 (BhdPage, 1);

  page->organization_id = g_strdup (question->organization_id);
  page->contact_id = g_strdup (question->contact_id);
  page->after = question->after;
  page->asker = question->asker;
  page->look = question->look;
  page->talk = question->talk;
  page->done = question->done;
  page->data = question->data;
  page->news = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_news_unref);
  return page;
}

void
bhd_replayer_ask (BhdReplayer *self, const BhdPage *question)
{
  BhdPage *page = page_new (question);
  gboolean stopping;

  g_async_queue_lock (self->questions);
  stopping = self->stopping;
  if (!stopping)
    g_async_queue_push_unlocked (self->questions, page);
  g_async_queue_unlock (self->questions);

  if (stopping)
    {
      page->error = g_error_new_literal (BH_ERROR, BH_ERROR_UNAVAILABLE, "the daemon stops");
      page->done (page, page->data);
    }
}
