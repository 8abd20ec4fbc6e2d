/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/feed/bhd-roster.h"
#include "server/http/feed/bhd-stream.h"

G_BEGIN_DECLS

/* The sockets of one feed thread: its epoll set, their timers, and their end.  One feed thread
 * only, but for .roster. */
typedef struct
{
  int epoll;
  gint64 now_us; /* when the current turn began */
  BhdWheel wheel;
  GQueue closing;       /* of BhdSubscriber.member: in no topic any more */
  GPtrArray *graveyard; /* of BhdSubscriber: freed at the end of the turn, when no epoll event can
                           still name them */
  BhdRoster *roster;    /* of the whole hub */
  BhdTimer lapse;       /* when somebody in it has lingered long enough */
  guint8 bytes[16 * 1024];
} BhdParking;

/* @inbox: a descriptor whose events come with a NULL pointer. */
gboolean bhd_parking_init (BhdParking *self, int inbox, BhdRoster *roster, GError **error);
void bhd_parking_clear (BhdParking *self);

/* The subscriber has joined its topic. */
void bhd_parking_enter (BhdParking *self, BhdSubscriber *subscriber);
void bhd_parking_handle (BhdParking *self, BhdSubscriber *subscriber, guint32 events);

/* After anything has been done to a subscriber: draws the consequences for its socket. */
void bhd_parking_tend (BhdParking *self, BhdSubscriber *subscriber);
void bhd_parking_turn_wheel (BhdParking *self);
void bhd_parking_close_all (BhdParking *self); /* of those that are closing */

/* The subscriber is GONE and nothing is read for it any more. */
void bhd_parking_bury (BhdParking *self, BhdSubscriber *subscriber);
void bhd_parking_end_turn (BhdParking *self);

G_END_DECLS
