/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Calls to one server's HTTP API.  Errors are BH_ERROR: what the daemon said, by its wire code;
 * BH_ERROR_OFFLINE where it cannot be reached or where what answers is no Bellhop server.  A detail
 * “retry_after” says how many seconds to wait.  Main thread. */
#define BHC_TYPE_API (bhc_api_get_type ())
G_DECLARE_FINAL_TYPE (BhcApi, bhc_api, BHC, API, GObject)

/* @server as bhc_server_normalize() wrote it; @token NULL before signing in. */
BhcApi *bhc_api_new (const char *server, const char *token);

/* @path with its query; @body JSON text (nullable). */
void bhc_api_call_async (BhcApi *self,
                         const char *method,
                         const char *path,
                         const char *body,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

/* The same with any body (nullable) of a @type; ended by bhc_api_call_finish() as well. */
void bhc_api_send_async (BhcApi *self,
                         const char *method,
                         const char *path,
                         const char *type,
                         GBytes *body,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

/* Returns: (transfer full): the answer, an object; an empty one for 204 */
JsonNode *bhc_api_call_finish (BhcApi *self, GAsyncResult *result, GError **error);

/* For the feed's socket, which is no call: the session, and a message that carries the token. */
SoupSession *bhc_api_get_session (BhcApi *self);

/* The connections there are lead nowhere: what is under way fails with BH_ERROR_OFFLINE, and what
 * comes is asked over new ones. */
void bhc_api_drop_connections (BhcApi *self);

/* What to give to libsoup in the place of the cancellable of @task (main thread): dropping
 * connections cancels it, and the caller's must not be.  Returns: (transfer none): of @task */
GCancellable *bhc_api_get_cancellable (GTask *task);
SoupMessage *bhc_api_new_message (BhcApi *self, const char *method, const char *path);

/* Says in our words what libsoup or GIO said: (transfer full). @status: of the answer, or 0. */
GError *bhc_api_explain (BhcApi *self, const GError *error, guint status);

G_END_DECLS
