/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A client without manners: raw bytes over a socket to 127.0.0.1. */
typedef struct _BhtRaw BhtRaw;

BhtRaw *bht_raw_new (const char *url);
void bht_raw_free (BhtRaw *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtRaw, bht_raw_free)

/* FALSE once the other side has closed.  @length -1: a string. */
gboolean bht_raw_send (BhtRaw *self, const void *bytes, gssize length);

/* Everything that comes until the other side closes, or @timeout_ms pass without a byte.
 * Returns: (transfer full) */
char *bht_raw_receive (BhtRaw *self, guint timeout_ms, gboolean *closed);

/* The status of an HTTP answer; 0 for none. */
guint bht_raw_status (const char *answer);

/* A WebSocket on @path with this bearer token: the handshake is done when it returns. */
BhtRaw *bht_raw_new_websocket (const char *url, const char *path, const char *token);

/* One masked client frame: @head is its first byte (FIN and opcode). */
gboolean bht_raw_send_frame (BhtRaw *self, guint8 head, const void *payload, gsize length);

G_END_DECLS
