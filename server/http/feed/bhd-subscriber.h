/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-frame.h"
#include "server/http/feed/bhd-hub.h"
#include "server/http/feed/bhd-news.h"
#include "server/http/feed/bhd-wheel.h"

G_BEGIN_DECLS

typedef struct _BhdTopic BhdTopic;

typedef enum
{
  BHD_SILENT,   /* has not asked for anything, or was told to fetch a snapshot */
  BHD_RESUMING, /* waits for the log to be read */
  BHD_LIVE,     /* hears the news */
  BHD_CLOSING,  /* has been told the last thing; lingers until the other side closes */
  BHD_GONE,     /* closed; freed as soon as nobody can hold it any more */
} BhdSubscriberState;

#define BHD_FROM_NOW G_GINT64_CONSTANT (-1)

/* One parked socket.  Made by the thread that hands it over; from then on every field belongs to
 * its thread.
 *
 * There is no queue: what a socket could not take is still in the topic's ring (or in the log), and
 * .cursor says how far it is.  Only the news in the middle of which the kernel said “enough” is
 * held, and one more thing that must follow it. */
typedef struct
{
  int fd;
  BhdSubscriberState state;
  gboolean poll : 1;      /* a long poll: one answer, then closed */
  gboolean blocked : 1;   /* the kernel takes no more; EPOLLOUT will tell */
  gboolean broken : 1;    /* the other side has gone */
  gboolean settled : 1;   /* live and has everything up to the head: .cursor may lag */
  gboolean awaiting : 1;  /* a page of the log is being read for it; keeps the memory */
  gboolean stale : 1;     /* that page answers an older question */
  gboolean tell_live : 1; /* owes a “live” mark */

  guint32 watched; /* the events that epoll tells */

  BhdTopic *topic;
  GQueue *crowd; /* where .member lies */
  GList member;
  BhdTimer timer;

  gint64 cursor; /* has everything up to here, or BHD_FROM_NOW */
  gint64 heard_us;
  gint64 expires_us;
  gint64 deadline_us; /* polls: answer then; closing: close then */
  gsize discarded;    /* bytes that came and that nobody wants */

  BhdNews *partial; /* (nullable) */
  gsize sent;       /* of partial */
  BhdNews *next;    /* (nullable): pong or close */

  const BhdWaiterKind *kind; /* (nullable): of a client that waits for an answer */
  gpointer talk;             /* (nullable): the kind's */

  BhdFrameReader reader;
  GBytes *early;       /* (nullable): read behind the handshake */
  char *extra_headers; /* (nullable): polls */

  const char *organization_id; /* these four lie behind the record */
  const char *contact_id;      /* (nullable): operators */
  const char *session;         /* (nullable) */
  const char *operator_id;     /* (nullable) */
} BhdSubscriber;

BhdSubscriber *bhd_subscriber_new (int fd, const BhdAudience *audience);
void bhd_subscriber_free (BhdSubscriber *self); /* closes the socket if it is open */

const BhdView *bhd_subscriber_view (const BhdSubscriber *self, const BhdNews *news);

/* Returns: whether the socket can take more: nothing is pending, and it is not broken. */
gboolean bhd_subscriber_flush (BhdSubscriber *self);

/* Sends several news in one call; nothing may be pending.  Returns: how many are done with (the
 * last of them perhaps as .partial). */
guint bhd_subscriber_send (BhdSubscriber *self, BhdNews *const *news, guint n);

/* Sends one, or keeps it behind what is pending (instead of what was kept before). */
void bhd_subscriber_say_take (BhdSubscriber *self, BhdNews *news);

void bhd_subscriber_join (BhdSubscriber *self, GQueue *crowd);
void bhd_subscriber_leave (BhdSubscriber *self);

G_END_DECLS
