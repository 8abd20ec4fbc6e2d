/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-feed.h"
#include "console/client/cache/bhc-cache.h"
#include "console/client/cache/find/bhc-finder.h"
#include "console/client/files/bhc-file-store.h"

G_BEGIN_DECLS

/* One operator signed in at one server: the cache, the feed that fills it, the outbox that empties
 * itself, and what can be asked of the daemon meanwhile.  Main thread.
 *
 * Signal "ended" (const char *sentence): the daemon no longer knows the sign-in. */
#define BHC_TYPE_SESSION (bhc_session_get_type ())
G_DECLARE_FINAL_TYPE (BhcSession, bhc_session, BHC, SESSION, GObject)

BhcSession *bhc_session_new (BhcCache *cache, const char *server, const char *token);

/* Where the files of conversations are kept; before starting. */
void bhc_session_keep_files (BhcSession *self, const char *directory);
BhcFileStore *bhc_session_get_files (BhcSession *self); /* (nullable) */

/* Tells "progress" (const char *message, double fraction) of files on their way. */
GObject *bhc_session_get_outbox (BhcSession *self);
void bhc_session_start (BhcSession *self); /* also: try to connect now */

/* Disconnects and closes the cache; nothing more comes from it. */
void bhc_session_close (BhcSession *self);

BhcCache *bhc_session_get_cache (BhcSession *self);
BhcFinder *bhc_session_get_finder (BhcSession *self);
BhcFeed *bhc_session_get_feed (BhcSession *self);
BhcApi *bhc_session_get_api (BhcSession *self);
gboolean bhc_session_is_connected (BhcSession *self);

/* What a call of another file has met: a sign-in that has ended ends the session. */
void bhc_session_note_error (BhcSession *self, const GError *error);

/* @verb: “claim”, “release”, “resolve”, “reopen”, “return”.  The cache shows the answer before the
 * callback.
 */
void bhc_session_act_async (BhcSession *self,
                            const char *conversation,
                            const char *verb,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean bhc_session_act_finish (BhcSession *self, GAsyncResult *result, GError **error);

/* A page of messages older than @before, 0: the newest; into the cache. */
void bhc_session_fetch_page_async (BhcSession *self,
                                   const char *conversation,
                                   gint64 before,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
gboolean bhc_session_fetch_page_finish (BhcSession *self, GAsyncResult *result, GError **error);

/* Any other call: @values and the answer are bags of values, @raw names members that stay JSON text
 * on both ways, see bhc-values.h.  @values: (nullable), taken where it floats. */
void bhc_session_ask_async (BhcSession *self,
                            const char *method,
                            const char *path,
                            GVariant *values,
                            const char *const *raw,
                            GAsyncReadyCallback callback,
                            gpointer data);
GVariant *bhc_session_ask_finish (BhcSession *self, GAsyncResult *result, GError **error);

/* Said and not waited for. */
void bhc_session_say_typing (BhcSession *self, const char *conversation, gboolean on);
void bhc_session_say_read (BhcSession *self, const char *conversation, gint64 seq);
void bhc_session_say_sign_out (BhcSession *self);

G_END_DECLS
