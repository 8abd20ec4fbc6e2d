/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/knowledge/bhd-uploads.h"
#include "server/http/bhd-library.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* Receives one chunk of the upload @id and keeps it; with the last one the bytes are checked, kept
 * as a blob, and a document is made.  A worker's thread: files are written, turns are opened.
 * @upload: (out) (transfer full) (nullable): as it is now.
 * @document: (out) (transfer full) (nullable): instead of it, with the last chunk. */
gboolean bhd_receiving_take (BhdStore *store,
                             const BhdLibrary *library,
                             const BhdCaller *caller,
                             const char *id,
                             gint64 offset,
                             GBytes *bytes,
                             BhdUpload **upload,
                             BhDocument **document,
                             GError **error);

/* Ends the upload without a document. */
gboolean bhd_receiving_drop (BhdStore *store,
                             const BhdLibrary *library,
                             const BhdCaller *caller,
                             const char *id,
                             GError **error);

G_END_DECLS
