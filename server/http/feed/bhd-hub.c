/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-hub.h"

#include "common/bh-clock.h"
#include "server/http/feed/bhd-feed-thread.h"
#include "server/http/feed/line/bhd-usher.h"

struct _BhdHub
{
  BhdRegistry registry;
  BhdReplayer *replayer;
  BhdUsher *usher;
  BhdFeedThread *threads[BHD_REGISTRY_MAX_THREADS];
  guint n_threads;
  guint next; /* atomic: where the next socket goes */
  BhdRoster roster;
};

/* The desk hears who comes and goes. */
static void
roster_cb (const char *organization_id,
           const char *operator_id,
           gboolean here,
           BhAttendance status,
           gpointer data)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "operator_id", operator_id);
  bh_json_bool (&json, "connected", here);
  bh_json_string (&json, "status", bh_attendance_to_string (status));
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  bhd_hub_say (data, organization_id, NULL, NULL, "presence", body);
}

static void
whisper (BhdHub *self, guint32 bits, BhdNews *news)
{
  for (guint i = 0; i < self->n_threads; i++)
    if ((bits & 1u << i) != 0)
      bhd_feed_thread_whisper (self->threads[i], news);
}

/* On the usher's thread. */
static void
tell_place_cb (const char *organization_id,
               const char *contact_id,
               const char *conversation_id,
               gint64 position,
               gpointer data)
{
  BhdHub *self = data;
  guint32 bits = bhd_registry_look_up (&self->registry, organization_id);
  g_autofree char *body = NULL;
  g_autoptr (BhdNews) news = NULL;

  if (bits == 0)
    return;
  body = g_strdup_printf ("{\"position\":%" G_GINT64_FORMAT "}", position);
  news = bhd_news_new_private (organization_id, contact_id, conversation_id, "queue", body);
  whisper (self, bits, news);
}

BhdHub *
bhd_hub_new (BhdStore *store, guint threads, GError **error)
{
  g_autoptr (BhdHub) self = g_new0 (BhdHub, 1);

  bhd_registry_init (&self->registry);
  bhd_roster_init (&self->roster, roster_cb, self);
  self->replayer = bhd_replayer_new (store);
  threads = CLAMP (threads, 1, BHD_REGISTRY_MAX_THREADS);
  while (self->n_threads < threads)
    {
      BhdFeedThread *thread = bhd_feed_thread_new (self->n_threads, &self->registry, self->replayer,
                                                   &self->roster, error);

      if (thread == NULL)
        return NULL;
      self->threads[self->n_threads++] = thread;
    }

  self->usher = bhd_usher_new (store, tell_place_cb, self);
  return g_steal_pointer (&self);
}

void
bhd_hub_free (BhdHub *self)
{
  /* The threads go one by one: who leaves the last of them must not be told to the first. */
  bhd_roster_silence (&self->roster);
  g_clear_pointer (&self->usher, bhd_usher_free);
  bhd_replayer_stop (self->replayer);
  for (guint i = 0; i < self->n_threads; i++)
    bhd_feed_thread_free (self->threads[i]);
  bhd_replayer_free (self->replayer);
  bhd_registry_clear (&self->registry);
  bhd_roster_clear (&self->roster);
  g_free (self);
}

static guint
hub_adopt (BhdHub *self, BhdSubscriber *subscriber, BhAttendance status)
{
  guint place = (guint) g_atomic_int_add (&self->next, 1) % self->n_threads;

  bhd_roster_enter (&self->roster, subscriber->organization_id, subscriber->operator_id, status,
                    bh_clock_now_us ());
  bhd_feed_thread_adopt (self->threads[place], subscriber);
  return place;
}

void
bhd_hub_adopt_websocket (BhdHub *self, int fd, GBytes *early, const BhdAudience *audience)
{
  BhdSubscriber *subscriber = bhd_subscriber_new (fd, audience);

  subscriber->early = early != NULL ? g_bytes_ref (early) : NULL;
  hub_adopt (self, subscriber, audience->status);
}

void
bhd_hub_adopt_poll (BhdHub *self,
                    int fd,
                    const BhdAudience *audience,
                    gint64 after,
                    guint wait_s,
                    const char *extra_headers)
{
  BhdSubscriber *subscriber = bhd_subscriber_new (fd, audience);

  subscriber->poll = TRUE;
  subscriber->cursor = MAX (after, BHD_FROM_NOW);
  subscriber->deadline_us = bh_clock_now_us () + wait_s * BH_SECOND;
  subscriber->extra_headers = g_strdup (extra_headers);
  hub_adopt (self, subscriber, audience->status);
}

guint
bhd_hub_adopt_waiter (BhdHub *self,
                      int fd,
                      const BhdAudience *audience,
                      const BhdWaiterKind *kind,
                      gpointer talk,
                      guint wait_s)
{
  BhdSubscriber *subscriber = bhd_subscriber_new (fd, audience);

  subscriber->kind = kind;
  subscriber->talk = talk;
  subscriber->deadline_us = bh_clock_now_us () + wait_s * BH_SECOND;
  return hub_adopt (self, subscriber, audience->status);
}

void
bhd_hub_tell (BhdHub *self, guint place, const BhdAudience *audience, const char *frame)
{
  bhd_feed_thread_aside (self->threads[place],
                         bhd_aside_new (audience, BHD_ASIDE_FRAME, g_strdup (frame), g_free));
}

void
bhd_hub_answer (BhdHub *self,
                guint place,
                const BhdAudience *audience,
                gpointer result,
                GDestroyNotify free_result)
{
  bhd_feed_thread_aside (self->threads[place],
                         bhd_aside_new (audience, BHD_ASIDE_ANSWER, result, free_result));
}

void
bhd_hub_fail (BhdHub *self, guint place, const BhdAudience *audience, const char *reason)
{
  bhd_feed_thread_aside (self->threads[place],
                         bhd_aside_new (audience, BHD_ASIDE_FAILURE, g_strdup (reason), g_free));
}

static void
add_to_batches (GPtrArray **batches, guint32 bits, BhdNews *news)
{
  for (guint i = 0; bits != 0; i++, bits >>= 1)
    if ((bits & 1) != 0)
      {
        if (batches[i] == NULL)
          batches[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_news_unref);
        g_ptr_array_add (batches[i], bhd_news_ref (news));
      }
}

void
bhd_hub_publish (BhdHub *self, GPtrArray *events)
{
  GPtrArray *batches[BHD_REGISTRY_MAX_THREADS] = { NULL };

  for (guint i = 0; i < events->len; i++)
    {
      const BhdEvent *event = g_ptr_array_index (events, i);
      guint32 bits = bhd_registry_look_up (&self->registry, event->organization_id);
      g_autoptr (BhdNews) news = bits != 0 ? bhd_news_new_event (event) : NULL;

      add_to_batches (batches, bits, news);
      if (event->line && bits != 0)
        bhd_usher_call (self->usher, event->organization_id);
    }

  for (guint i = 0; i < self->n_threads; i++)
    if (batches[i] != NULL)
      bhd_feed_thread_publish (self->threads[i], batches[i]);
}

void
bhd_hub_say (BhdHub *self,
             const char *organization_id,
             const char *contact_id,
             const char *conversation_id,
             const char *type,
             const char *body_json)
{
  guint32 bits = bhd_registry_look_up (&self->registry, organization_id);
  g_autoptr (BhdNews) news = NULL;

  if (bits == 0)
    return;

  news = bhd_news_new_ephemeral (organization_id, contact_id, conversation_id, type, body_json);
  whisper (self, bits, news);
}

void
bhd_hub_end_session (BhdHub *self, const char *session)
{
  for (guint i = 0; i < self->n_threads; i++)
    bhd_feed_thread_end_session (self->threads[i], session);
}

guint
bhd_hub_count (BhdHub *self)
{
  return (guint) g_atomic_int_get (&self->roster.count);
}

char **
bhd_hub_list_operators (BhdHub *self, const char *organization_id)
{
  return bhd_roster_list (&self->roster, organization_id, bh_clock_now_us ());
}

gint64
bhd_hub_operator_since (BhdHub *self, const char *organization_id, const char *operator_id)
{
  return bhd_roster_since (&self->roster, organization_id, operator_id, bh_clock_now_us ());
}

void
bhd_hub_set_status (BhdHub *self,
                    const char *organization_id,
                    const char *operator_id,
                    BhAttendance status)
{
  bhd_roster_set_status (&self->roster, organization_id, operator_id, status, bh_clock_now_us ());
}
