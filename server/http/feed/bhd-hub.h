/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* Everybody who listens.  Sockets are parked in the epoll sets of a few feed threads, each with its
 * own subscribers; an event is encoded once for each audience (desk, visitors) and shared by
 * reference. All functions may be called from any thread. */
typedef struct _BhdHub BhdHub;

/* What a subscriber may hear. */
typedef struct
{
  const char *organization_id;
  const char *contact_id;  /* NULL: an operator, who hears the whole organisation */
  const char *session;     /* token hash: so that an ended session can be cut off */
  gint64 expires_us;       /* of the session: cut off then */
  const char *operator_id; /* (nullable): who is seen to be there */
  BhAttendance status;     /* what that one has chosen */
} BhdAudience;

/* @store serves replays that reach further back than the hub remembers. */
BhdHub *bhd_hub_new (BhdStore *store, guint threads, GError **error);
void bhd_hub_free (BhdHub *self); /* closes every socket with 1001 */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdHub, bhd_hub_free)

/* Takes the socket after a finished WebSocket handshake: @fd (owned from now on, made non-blocking
 * here) and the bytes already read behind the handshake (nullable). */
void bhd_hub_adopt_websocket (BhdHub *self, int fd, GBytes *early, const BhdAudience *audience);

/* Takes the socket of a long poll, whose request has been read and not answered: the hub writes the
 * whole HTTP answer, with @extra_headers (“Name: value\r\n…”: CORS, security) and Connection:
 * close. */
void bhd_hub_adopt_poll (BhdHub *self,
                         int fd,
                         const BhdAudience *audience,
                         gint64 after,
                         guint wait_s,
                         const char *extra_headers);

/* How a client that waits for an answer is spoken to: see bhd-waiter.h. */
typedef struct _BhdWaiterKind BhdWaiterKind;

/* Takes the socket of a request that has been read and not answered, and @talk.  @audience: whose
 * conversation it is; @wait_s: no answer comes later.  Returns: where it is parked. */
guint bhd_hub_adopt_waiter (BhdHub *self,
                            int fd,
                            const BhdAudience *audience,
                            const BhdWaiterKind *kind,
                            gpointer talk,
                            guint wait_s);

/* To the waiter of this contact at @place, if it is still there: a frame without a number, and the
 * answer (taken). */
void bhd_hub_tell (BhdHub *self, guint place, const BhdAudience *audience, const char *frame);
void bhd_hub_answer (BhdHub *self,
                     guint place,
                     const BhdAudience *audience,
                     gpointer result,
                     GDestroyNotify free_result);
void bhd_hub_fail (BhdHub *self, guint place, const BhdAudience *audience, const char *reason);

/* Events of one commit, in order.  The writer calls this between commit and answer: it only encodes
 * and queues.  Where one has changed the line of those who wait, they are told their places. */
void bhd_hub_publish (BhdHub *self, GPtrArray *events);

/* A frame without a number, for the desk and for @contact_id (nullable: desk only). */
void bhd_hub_say (BhdHub *self,
                  const char *organization_id,
                  const char *contact_id,
                  const char *conversation_id,
                  const char *type,
                  const char *body_json);

void bhd_hub_end_session (BhdHub *self, const char *session); /* signed out: close its sockets */

guint bhd_hub_count (BhdHub *self); /* subscribers, for /health and tests */

/* Who is there: ids of the organisation's operators with an open console.  (transfer full) */
char **bhd_hub_list_operators (BhdHub *self, const char *organization_id);

/* Returns: since when the operator has had an open console; 0: has none. */
gint64 bhd_hub_operator_since (BhdHub *self, const char *organization_id, const char *operator_id);

/* The operator has chosen another status: the desk hears of it, as of whoever comes and goes, by
 * the ephemeral “presence”. */
void bhd_hub_set_status (BhdHub *self,
                         const char *organization_id,
                         const char *operator_id,
                         BhAttendance status);

G_END_DECLS
