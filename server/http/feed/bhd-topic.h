/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-replayer.h"
#include "server/http/feed/bhd-ring.h"
#include "server/http/feed/bhd-subscriber.h"

G_BEGIN_DECLS

/* One organisation as one thread sees it: the end of its log, and who listens.  Before its first
 * page of the log has come (“ready”), the ring only gathers what happens meanwhile.  One thread's
 * thread only. */
struct _BhdTopic
{
  char *organization_id;
  BhdRing ring;
  gboolean ready;
  gboolean asking;    /* for the last page of the log */
  gint64 deserted_us; /* since when nobody listens */
  guint listeners;
  GQueue operators;     /* of BhdSubscriber.member */
  GHashTable *visitors; /* contact id → GQueue of BhdSubscriber.member */
  GPtrArray *woken;     /* of BhdSubscriber: those the news since the last round concern */
  guint unsent_news;    /* since the last round */
  gsize unsent_bytes;

  BhdReplayer *replayer; /* and whom it answers */
  BhdPageFunc answer;
  gpointer answer_data;
};

BhdTopic *bhd_topic_new (const char *organization_id,
                         BhdReplayer *replayer,
                         BhdPageFunc answer,
                         gpointer answer_data);
void bhd_topic_free (BhdTopic *self); /* nobody listens any more */

void bhd_topic_add (BhdTopic *self, BhdSubscriber *subscriber);
void bhd_topic_remove (BhdTopic *self, BhdSubscriber *subscriber, gint64 now_us);

/* Everybody, as they are now.  Returns: (transfer container): of BhdSubscriber */
GPtrArray *bhd_topic_list (BhdTopic *self);

/* Returns: (nullable): one of the contact's who waits for an answer */
BhdSubscriber *bhd_topic_find_waiter (BhdTopic *self, const char *contact_id);

/* Asks for a page of the log: for @subscriber behind its cursor, or (NULL) to become ready. */
void bhd_topic_ask (BhdTopic *self, BhdSubscriber *subscriber);

/* Remembers an event and notes whom it concerns; nothing is sent before the round. */
void bhd_topic_hear (BhdTopic *self, BhdNews *news);

/* The last page has come: joins it with what happened meanwhile.  Returns: ready? */
gboolean bhd_topic_begin (BhdTopic *self, const BhdPage *page);

/* Calls @func for each live subscriber who may hear @news. */
typedef void (*BhdSubscriberFunc) (BhdSubscriber *subscriber, gpointer data);
void
bhd_topic_each_hearer (BhdTopic *self, const BhdNews *news, BhdSubscriberFunc func, gpointer data);

gboolean bhd_topic_needs_round (const BhdTopic *self); /* do not wait for more news */

/* Calls @func for each live subscriber the news since the last round concern. */
void bhd_topic_round (BhdTopic *self, BhdSubscriberFunc func, gpointer data);

G_END_DECLS
