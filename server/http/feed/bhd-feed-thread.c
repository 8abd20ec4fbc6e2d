/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-feed-thread.h"

#include "common/bh-clock.h"
#include "server/http/feed/bhd-inbox.h"
#include "server/http/feed/bhd-parking.h"
#include "server/http/feed/waiting/bhd-waiter.h"

#include <string.h>
#include <sys/epoll.h>

enum
{
  GOING_AWAY = 1001,
  POLICY = 1008,
  TRY_AGAIN = 1011,
};

#define KEEP_DESERTED (60 * BH_SECOND)
#define KEEP_ENDED (60 * BH_SECOND)
#define MAX_READY 256

typedef enum
{
  LETTER_ADOPT,       /* BhdSubscriber */
  LETTER_NEWS,        /* GPtrArray of BhdNews */
  LETTER_WHISPER,     /* BhdNews */
  LETTER_ASIDE,       /* BhdAside */
  LETTER_PAGE,        /* BhdPage */
  LETTER_END_SESSION, /* string */
  LETTER_STOP,
} LetterKind;

struct _BhdFeedThread
{
  BhdInbox inbox;
  guint index;
  BhdRegistry *registry;
  BhdReplayer *replayer;
  GThread *thread;

  /* This thread only. */
  BhdParking parking;
  GHashTable *topics; /* organisation id → BhdTopic */
  GPtrArray *stirred; /* of BhdTopic: those with news since the last round */
  GHashTable *ended;  /* sessions that ended lately → gint64 time; see adopt() */
  gint64 swept_us;
  gboolean stopping;
};

static void
page_cb (BhdPage *page, gpointer data)
{
  BhdFeedThread *self = data;

  bhd_inbox_post (&self->inbox, LETTER_PAGE, page);
}

static BhdTopic *
thread_topic (BhdFeedThread *self, const char *organization_id)
{
  BhdTopic *topic = g_hash_table_lookup (self->topics, organization_id);

  if (topic == NULL)
    {
      topic = bhd_topic_new (organization_id, self->replayer, page_cb, self);
      g_hash_table_insert (self->topics, topic->organization_id, topic);
      bhd_registry_enter (self->registry, organization_id, self->index);
    }
  return topic;
}

/* A session may end between the proof of its credential and the arrival of its socket here. */
static void
adopt (BhdFeedThread *self, BhdSubscriber *subscriber)
{
  if (subscriber->session != NULL && g_hash_table_contains (self->ended, subscriber->session))
    subscriber->expires_us = 0;
  bhd_topic_add (thread_topic (self, subscriber->organization_id), subscriber);
  bhd_parking_enter (&self->parking, subscriber);
}

static void
go_on_cb (BhdSubscriber *subscriber, gpointer data)
{
  BhdFeedThread *self = data;

  bhd_stream_go_on (subscriber);
  bhd_parking_tend (&self->parking, subscriber);
}

static void
topic_round (BhdFeedThread *self, BhdTopic *topic)
{
  bhd_topic_round (topic, go_on_cb, self);
}

static void
hear (BhdFeedThread *self, GPtrArray *batch)
{
  for (guint i = 0; i < batch->len; i++)
    {
      BhdNews *news = g_ptr_array_index (batch, i);
      BhdTopic *topic = g_hash_table_lookup (self->topics, news->organization_id);

      if (topic == NULL)
        continue;
      if (topic->unsent_news == 0)
        g_ptr_array_add (self->stirred, topic);
      bhd_topic_hear (topic, news);
      if (bhd_topic_needs_round (topic))
        topic_round (self, topic);
    }
  g_ptr_array_unref (batch);
}

static void
whisper_cb (BhdSubscriber *subscriber, gpointer data)
{
  gpointer *context = data;
  BhdFeedThread *self = context[0];

  bhd_stream_whisper (subscriber, context[1]);
  bhd_parking_tend (&self->parking, subscriber);
}

static void
whisper (BhdFeedThread *self, BhdNews *news)
{
  BhdTopic *topic = g_hash_table_lookup (self->topics, news->organization_id);
  gpointer context[] = { self, news };

  if (topic != NULL)
    bhd_topic_each_hearer (topic, news, whisper_cb, context);
  bhd_news_unref (news);
}

BhdAside *
bhd_aside_new (const BhdAudience *audience,
               BhdAsideKind kind,
               gpointer content,
               GDestroyNotify free_content)
{
  BhdAside *self = g_new (BhdAside, 1);

  *self = (BhdAside){ kind, g_strdup (audience->organization_id), g_strdup (audience->contact_id),
                      content, free_content };
  return self;
}

static void
aside_free (BhdAside *self)
{
  if (self->content != NULL)
    self->free (self->content);
  g_free (self->organization_id);
  g_free (self->contact_id);
  g_free (self);
}

static void
pass_aside (BhdSubscriber *waiter, BhdAside *aside)
{
  switch (aside->kind)
    {
    case BHD_ASIDE_FRAME:
      bhd_waiter_tell (waiter, aside->content, strlen (aside->content));
      break;
    case BHD_ASIDE_ANSWER:
      bhd_waiter_answer (waiter, g_steal_pointer (&aside->content));
      break;
    case BHD_ASIDE_FAILURE:
      bhd_waiter_fail (waiter, aside->content);
      break;
    }
}

/* The contact was made for this one waiter. */
static void
take_aside (BhdFeedThread *self, BhdAside *aside)
{
  BhdTopic *topic = g_hash_table_lookup (self->topics, aside->organization_id);
  BhdSubscriber *waiter = topic != NULL ? bhd_topic_find_waiter (topic, aside->contact_id) : NULL;

  if (waiter != NULL)
    {
      pass_aside (waiter, aside);
      bhd_parking_tend (&self->parking, waiter);
    }
  aside_free (aside);
}

static void
begin_topic (BhdFeedThread *self, const BhdPage *page)
{
  BhdTopic *topic = g_hash_table_lookup (self->topics, page->organization_id);
  g_autoptr (GPtrArray) all = bhd_topic_list (topic);

  topic->asking = FALSE;
  if (page->error == NULL && !bhd_topic_begin (topic, page))
    return;

  for (guint i = 0; i < all->len; i++)
    {
      BhdSubscriber *subscriber = g_ptr_array_index (all, i);

      if (subscriber->state != BHD_RESUMING || subscriber->awaiting)
        continue;
      if (page->error == NULL)
        bhd_stream_go_on (subscriber);
      else
        bhd_stream_end (subscriber, TRY_AGAIN, "the log cannot be read: come back later");
      bhd_parking_tend (&self->parking, subscriber);
    }
}

static void
take_page (BhdFeedThread *self, BhdPage *page)
{
  BhdSubscriber *subscriber = page->asker;

  if (subscriber == NULL)
    begin_topic (self, page);
  else if (subscriber->state == BHD_GONE)
    {
      if (page->found != NULL)
        subscriber->kind->free_result (page->found);
      bhd_parking_bury (&self->parking, subscriber);
    }
  else
    {
      if (subscriber->talk != NULL)
        bhd_waiter_take_page (subscriber, page);
      else
        bhd_stream_take_page (subscriber, page);
      bhd_parking_tend (&self->parking, subscriber);
    }
  bhd_page_free (page);
}

static void
end_all (BhdFeedThread *self, const char *session, guint16 code, const char *reason)
{
  GHashTableIter iter;
  gpointer topic;

  g_hash_table_iter_init (&iter, self->topics);
  while (g_hash_table_iter_next (&iter, NULL, &topic))
    {
      g_autoptr (GPtrArray) all = bhd_topic_list (topic);

      for (guint i = 0; i < all->len; i++)
        {
          BhdSubscriber *subscriber = g_ptr_array_index (all, i);

          if (session != NULL && g_strcmp0 (subscriber->session, session) != 0)
            continue;
          bhd_stream_end (subscriber, code, reason);
          bhd_parking_tend (&self->parking, subscriber);
        }
    }
}

static void
end_session (BhdFeedThread *self, char *session)
{
  gint64 *when = g_memdup2 (&self->parking.now_us, sizeof *when);

  end_all (self, session, POLICY, "session ended");
  g_hash_table_replace (self->ended, session, when);
}

static void
open_letter (BhdFeedThread *self, const BhdLetter *letter)
{
  switch ((LetterKind) letter->kind)
    {
    case LETTER_ADOPT:
      adopt (self, letter->content);
      break;
    case LETTER_NEWS:
      hear (self, letter->content);
      break;
    case LETTER_WHISPER:
      whisper (self, letter->content);
      break;
    case LETTER_ASIDE:
      take_aside (self, letter->content);
      break;
    case LETTER_PAGE:
      take_page (self, letter->content);
      break;
    case LETTER_END_SESSION:
      end_session (self, letter->content);
      break;
    case LETTER_STOP:
      self->stopping = TRUE;
      break;
    }
}

/* News of several commits that wait together go out in one round; anything else must find them
 * said.  Returns: how many letters there were. */
static guint
read_letters (BhdFeedThread *self)
{
  g_autoptr (GArray) letters = bhd_inbox_take (&self->inbox);

  for (guint i = 0; i < letters->len; i++)
    {
      const BhdLetter *letter = &g_array_index (letters, BhdLetter, i);
      gboolean more_news = i + 1 < letters->len && letter[1].kind == LETTER_NEWS;

      open_letter (self, letter);
      if (more_news)
        continue;
      for (guint j = 0; j < self->stirred->len; j++)
        topic_round (self, g_ptr_array_index (self->stirred, j));
      g_ptr_array_set_size (self->stirred, 0);
    }
  return letters->len;
}

static gboolean
sweep_topic (gpointer key, gpointer value, gpointer data)
{
  BhdFeedThread *self = data;
  BhdTopic *topic = value;

  if (topic->listeners > 0 || topic->asking ||
      self->parking.now_us - topic->deserted_us < KEEP_DESERTED)
    return FALSE;
  bhd_registry_leave (self->registry, topic->organization_id, self->index);
  return TRUE;
}

static gboolean
sweep_ended (gpointer key, gpointer value, gpointer data)
{
  return ABS (((BhdFeedThread *) data)->parking.now_us - *(gint64 *) value) >= KEEP_ENDED;
}

static void
sweep (BhdFeedThread *self)
{
  gint64 now_us = self->parking.now_us;

  if (ABS (now_us - self->swept_us) < KEEP_DESERTED)
    return;
  self->swept_us = now_us;
  g_hash_table_foreach_remove (self->topics, sweep_topic, self);
  g_hash_table_foreach_remove (self->ended, sweep_ended, self);
}

static void
thread_turn (BhdFeedThread *self)
{
  BhdParking *parking = &self->parking;
  struct epoll_event ready[MAX_READY];
  int n = epoll_wait (parking->epoll, ready, MAX_READY,
                      bhd_wheel_wait_ms (&parking->wheel, bh_clock_now_us ()));

  parking->now_us = bh_clock_now_us ();
  for (int i = 0; i < n; i++)
    if (ready[i].data.ptr == NULL)
      read_letters (self);
    else
      bhd_parking_handle (parking, ready[i].data.ptr, ready[i].events);

  bhd_parking_turn_wheel (parking);
  bhd_parking_end_turn (parking);
  sweep (self);
}

/* What was asked of the log in the last moment is answered (with an error) by the time the inbox is
 * empty: nothing more is asked when everybody has gone. */
static void
thread_stop (BhdFeedThread *self)
{
  end_all (self, NULL, GOING_AWAY, "the daemon stops");
  bhd_parking_close_all (&self->parking);
  while (read_letters (self) > 0)
    ;
  bhd_parking_end_turn (&self->parking);
}

static gpointer
thread_run (gpointer data)
{
  BhdFeedThread *self = data;

  while (!self->stopping)
    thread_turn (self);
  thread_stop (self);
  return NULL;
}

BhdFeedThread *
bhd_feed_thread_new (guint index,
                     BhdRegistry *registry,
                     BhdReplayer *replayer,
                     BhdRoster *roster,
                     GError **error)
{
  g_autofree BhdFeedThread *self = g_new0 (BhdFeedThread, 1);

  if (!bhd_inbox_init (&self->inbox, error))
    return NULL;
  if (!bhd_parking_init (&self->parking, self->inbox.fd, roster, error))
    {
      bhd_parking_clear (&self->parking);
      bhd_inbox_clear (&self->inbox);
      return NULL;
    }

  self->index = index;
  self->registry = registry;
  self->replayer = replayer;
  self->topics =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bhd_topic_free);
  self->stirred = g_ptr_array_new ();
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->thread = g_thread_new ("feed", thread_run, self);
  return g_steal_pointer (&self);
}

void
bhd_feed_thread_free (BhdFeedThread *self)
{
  bhd_inbox_post (&self->inbox, LETTER_STOP, NULL);
  g_thread_join (self->thread);
  g_hash_table_unref (self->topics);
  g_ptr_array_unref (self->stirred);
  g_hash_table_unref (self->ended);
  bhd_parking_clear (&self->parking);
  bhd_inbox_clear (&self->inbox);
  g_free (self);
}

void
bhd_feed_thread_adopt (BhdFeedThread *self, BhdSubscriber *subscriber)
{
  bhd_inbox_post (&self->inbox, LETTER_ADOPT, subscriber);
}

void
bhd_feed_thread_publish (BhdFeedThread *self, GPtrArray *news)
{
  bhd_inbox_post (&self->inbox, LETTER_NEWS, news);
}

void
bhd_feed_thread_whisper (BhdFeedThread *self, BhdNews *news)
{
  bhd_inbox_post (&self->inbox, LETTER_WHISPER, bhd_news_ref (news));
}

void
bhd_feed_thread_aside (BhdFeedThread *self, BhdAside *aside)
{
  bhd_inbox_post (&self->inbox, LETTER_ASIDE, aside);
}

void
bhd_feed_thread_end_session (BhdFeedThread *self, const char *session)
{
  bhd_inbox_post (&self->inbox, LETTER_END_SESSION, g_strdup (session));
}
