/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/gate/bhd-guard.h"
#include "server/http/gate/bhd-patience.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One accepted socket, as the stream libsoup is given.  The guard reads every byte first; libsoup
 * gets exactly the bytes of the current message and only once they are known to be good, so what a
 * client sends behind it (the next request, the first frames after an upgrade) stays here.
 *
 * Lives on the thread of its front. */
#define BHD_TYPE_CONNECTION (bhd_connection_get_type ())
G_DECLARE_FINAL_TYPE (BhdConnection, bhd_connection, BHD, CONNECTION, GIOStream)

/* What it asks of, and tells, the front it belongs to. */
typedef struct
{
  guint64 (*body_limit) (const char *method, const char *path, gsize length, gpointer data);
  void (*refused) (BhdConnection *connection, const GError *error, const char *request_id);
  void (*closed) (BhdConnection *connection, gpointer data); /* may drop the last reference */
} BhdConnectionHooks;

/* Takes @fd, which must be non-blocking.  @peer: its address as text; NULL for the local socket. */
BhdConnection *
bhd_connection_new (int fd, const char *peer, const BhdConnectionHooks *hooks, gpointer data);

const char *bhd_connection_peer (BhdConnection *self); /* (nullable) */

/* Answers with an error written by us and closes; nothing more reaches libsoup. */
void bhd_connection_refuse (BhdConnection *self, BhdRefusal refusal);

/* Ends what has lasted too long; called about once a second. */
void bhd_connection_sweep (BhdConnection *self, gint64 now_us, const BhdPatience *patience);

/* Closes at once where nothing is going on. */
void bhd_connection_end_if_idle (BhdConnection *self);
void bhd_connection_abort (BhdConnection *self);

/* Gives the socket away: what was written is sent, @early (out) (transfer full) (nullable) is what
 * the client has sent behind the current message.  Returns: the descriptor, -1 where it is gone. */
int bhd_connection_take (BhdConnection *self, GBytes **early);

G_END_DECLS
