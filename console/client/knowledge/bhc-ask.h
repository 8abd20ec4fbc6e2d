/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-session.h"
#include "console/client/knowledge/bhc-answer.h"

G_BEGIN_DECLS

/* One call about the knowledge base, while it is put together: an address, then what to say.  Main
 * thread. */
typedef struct _BhcAsk BhcAsk;

/* @path below /v1/desk/, of ids and literals only. */
BhcAsk *bhc_ask_new (const char *method, const char *path, ...) G_GNUC_PRINTF (2, 3);
void bhc_ask_free (BhcAsk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcAsk, bhc_ask_free)

/* NULL and “” are left out. */
void bhc_ask_add_query (BhcAsk *self, const char *name, const char *value);

/* Members of the body, which is an object as soon as the method is none that only reads. */
void bhc_ask_set_string (BhcAsk *self, const char *name, const char *value); /* NULL: left out */
void bhc_ask_set_int (BhcAsk *self, const char *name, gint64 value);
void bhc_ask_begin_object (BhcAsk *self, const char *name);
void bhc_ask_end_object (BhcAsk *self);
void bhc_ask_begin_array (BhcAsk *self, const char *name);
void bhc_ask_end_array (BhcAsk *self);

/* Raw bytes instead of an object. */
void bhc_ask_set_bytes (BhcAsk *self, GBytes *bytes);

/* Nothing is tried without a connection: BH_ERROR_OFFLINE.  @self: (transfer full).
 * Returns: (transfer full) */
void bhc_ask_send_async (BhcSession *session,
                         BhcAsk *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
BhcAnswer *bhc_ask_send_finish (BhcSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
