/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/files/bhc-file-store.h"

G_BEGIN_DECLS

/* @done of @total bytes have arrived. */
typedef void (*BhcFileProgress) (gint64 done, gint64 total, gpointer data);

/* Uploads what the store has of @files, one after the other, each from where the daemon stands.
 * Those that a message has taken already are passed over: the message says whether it was this one.
 * @progress: (nullable) */
void bhc_file_sender_send_async (BhcApi *api,
                                 BhcFileStore *store,
                                 const char *conversation,
                                 GPtrArray *files, /* of BhAttachment */
                                 GCancellable *cancellable,
                                 BhcFileProgress progress,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
gboolean bhc_file_sender_send_finish (BhcApi *api, GAsyncResult *result, GError **error);

G_END_DECLS
