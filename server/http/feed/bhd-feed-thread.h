/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-registry.h"
#include "server/http/feed/bhd-replayer.h"
#include "server/http/feed/bhd-roster.h"
#include "server/http/feed/bhd-subscriber.h"

G_BEGIN_DECLS

/* One feed thread: an epoll set with its share of the sockets, their topics and timers, and an
 * inbox.  Everything else it has belongs to that thread alone.  The functions below only post; any
 * thread may call them. */
typedef struct _BhdFeedThread BhdFeedThread;

/* @roster: of the whole hub. */
BhdFeedThread *bhd_feed_thread_new (guint index,
                                    BhdRegistry *registry,
                                    BhdReplayer *replayer,
                                    BhdRoster *roster,
                                    GError **error);

/* Closes every socket with 1001 and joins; the replayer has stopped. */
void bhd_feed_thread_free (BhdFeedThread *self);

void bhd_feed_thread_adopt (BhdFeedThread *self, BhdSubscriber *subscriber); /* takes it */
void bhd_feed_thread_publish (BhdFeedThread *self, GPtrArray *news);         /* takes it */
void bhd_feed_thread_whisper (BhdFeedThread *self, BhdNews *news);           /* takes a reference */
typedef enum
{
  BHD_ASIDE_FRAME, /* text */
  BHD_ASIDE_ANSWER,
  BHD_ASIDE_FAILURE, /* text */
} BhdAsideKind;

/* A word for the waiter of one contact. */
typedef struct
{
  BhdAsideKind kind;
  char *organization_id;
  char *contact_id;
  gpointer content;
  GDestroyNotify free;
} BhdAside;

BhdAside *bhd_aside_new (const BhdAudience *audience,
                         BhdAsideKind kind,
                         gpointer content,
                         GDestroyNotify free_content);             /* takes @content */
void bhd_feed_thread_aside (BhdFeedThread *self, BhdAside *aside); /* takes it */
void bhd_feed_thread_end_session (BhdFeedThread *self, const char *session);

G_END_DECLS
