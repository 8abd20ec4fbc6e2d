/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/find/bhc-find-page.h"
#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Searches what this machine has seen, without asking the daemon.  Days are those of @zone;
 * @below_seq: 0, or where the page before ended.  Errors: BH_ERROR_INVALID, with what is wrong with
 * @text; G_IO_ERROR_CANCELLED. */
void bhc_desk_find_async (BhcDesk *self,
                          const char *text,
                          GTimeZone *zone,
                          gint64 below_seq,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
BhcFindPage *bhc_desk_find_finish (BhcDesk *self, GAsyncResult *result, GError **error);

/* What was searched for last, the newest first; it is kept with what the machine has seen, and goes
 * with it.  Returns: (transfer full) */
GStrv bhc_desk_read_searches (BhcDesk *self);
/* Puts @text before them; of more than ten the oldest goes. */
void bhc_desk_remember_search (BhcDesk *self, const char *text);

G_END_DECLS
