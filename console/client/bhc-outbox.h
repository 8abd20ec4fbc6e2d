/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-api.h"
#include "console/client/cache/bhc-cache.h"
#include "console/client/cache/bhc-outgoing.h"
#include "console/client/files/bhc-file-store.h"

G_BEGIN_DECLS

/* Sends what waits in the cache's outbox: in order within a conversation, several conversations at
 * once.  A message has its id from the beginning, so that it can be sent again after a lost answer
 * or a restart without becoming two.  A message that can still be taken back is held until its time
 * has come, and what was written behind it in its conversation with it; a console that ends
 * meanwhile sends it when it is started again, for whoever wrote it has sent it.  What the daemon
 * refuses stays with its reason; what fails on the way is tried again.
 *
 * Signal "unauthorized" (const char *sentence). */
#define BHC_TYPE_OUTBOX (bhc_outbox_get_type ())
G_DECLARE_FINAL_TYPE (BhcOutbox, bhc_outbox, BHC, OUTBOX, GObject)

BhcOutbox *bhc_outbox_new (BhcApi *api, BhcCache *cache);

/* Where the files of messages are; they are uploaded before their message is sent.  Tells how far
 * with "progress" (const char *message, double fraction). */
void bhc_outbox_set_files (BhcOutbox *self, BhcFileStore *files);

/* Whether there is a connection: without one nothing is tried. */
void bhc_outbox_set_connected (BhcOutbox *self, gboolean connected);

/* Takes one back that is not under way: it becomes a draft again.  BH_ERROR_CLOSED: too late.
 * Returns: (transfer full) */
void bhc_outbox_recall_async (BhcOutbox *self,
                              const char *id,
                              GAsyncReadyCallback callback,
                              gpointer data);
BhcOutgoing *bhc_outbox_recall_finish (BhcOutbox *self, GAsyncResult *result, GError **error);

void bhc_outbox_stop (BhcOutbox *self); /* for good */

G_END_DECLS
