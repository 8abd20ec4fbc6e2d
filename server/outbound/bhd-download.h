/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/outbound/bhd-outbound.h"

G_BEGIN_DECLS

/* An answer that is read while it still arrives: opened, read piece by piece and freed by one
 * thread (never a front or the writer).  Addresses are guarded as for bhd_outbound_fetch(): the
 * one that is connected to is the one that was checked. */
typedef struct _BhdDownload BhdDownload;

/* What comes before the body. */
typedef struct
{
  guint status;
  char *content_type;    /* (nullable) */
  char *location;        /* (nullable) where else it is said to be, as the server wrote it */
  gint64 retry_after_us; /* from now on, -1 where the server named none */
} BhdHead;

/* Sends the request.  @fetch is not needed afterwards; its timeout and limit are those of the whole
 * answer.  Returns: (transfer full): NULL with BH_ERROR_INVALID where the method or a header would
 * say more than one line. */
BhdDownload *bhd_download_new (BhdOutbound *outbound, const BhdFetch *fetch, GError **error);

/* Waits for the next piece.  @deadline_us: on the monotonic clock, 0 for none but the request's
 * own.  @piece: (out) (transfer full) (nullable): NULL at the end of the answer.  Returns: FALSE
 * with an error of bhd_outbound_fetch(), BH_ERROR_TIMEOUT where the deadline came first: then it
 * may be read again. */
gboolean bhd_download_read (BhdDownload *self, gint64 deadline_us, GBytes **piece, GError **error);

/* All that is still to come.  Returns: (transfer full): NULL as above. */
GBytes *bhd_download_read_all (BhdDownload *self, gint64 deadline_us, GError **error);

/* Waits for the beginning of the answer, and takes nothing of its body.  Returns: (transfer none):
 * NULL as bhd_download_read() returns FALSE. */
const BhdHead *bhd_download_await_head (BhdDownload *self, gint64 deadline_us, GError **error);

/* Stops what is still on its way. */
void bhd_download_free (BhdDownload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdDownload, bhd_download_free)

G_END_DECLS
