/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-transcript.h"

G_BEGIN_DECLS

/* Shows the part around a message, however old: what is not here is fetched first, page by page.
 * Returns: the row's position; G_MAXUINT with @error set where it could not be fetched, or is gone
 * (BH_ERROR_NOT_FOUND). */
void bhc_transcript_reach_async (BhcTranscript *self,
                                 gint64 seq,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
guint bhc_transcript_reach_finish (BhcTranscript *self, GAsyncResult *result, GError **error);

G_END_DECLS
