/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/knowledge/bhd-uploads.h"
#include "server/http/bhd-library.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* What became of a chunk: exactly one is set. */
typedef struct
{
  BhdUpload *upload;         /* there is more to come */
  BhDocument *document;      /* the last one has come, of a document */
  BhdAttachment *attachment; /* … of a file in a conversation */
  gboolean again;            /* it was complete before */
} BhdReceived;

void bhd_received_clear (BhdReceived *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdReceived, bhd_received_clear)

/* Receives one chunk of the upload @id, of either sort, and keeps it; with the last one the bytes
 * are checked and kept as a blob, and a document is made or the attachment is complete.  A worker's
 * thread: files are written, turns are opened.  FALSE with @error set. */
gboolean bhd_receiving_take (BhdStore *store,
                             const BhdLibrary *library,
                             const BhdCaller *caller,
                             const char *id,
                             gint64 offset,
                             GBytes *bytes,
                             BhdReceived *received,
                             GError **error);

/* Ends the upload, and forgets an attachment that no message has taken. */
gboolean bhd_receiving_drop (BhdStore *store,
                             const BhdLibrary *library,
                             const BhdCaller *caller,
                             const char *id,
                             GError **error);

G_END_DECLS
