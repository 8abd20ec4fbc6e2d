/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/bhd-upload.h"

G_BEGIN_DECLS

/* Files on their way in.  The desk keeps count; the bytes are the business of who receives them. An
 * upload belongs to the operator who opened it; nobody else reaches it. */

#define BHD_UPLOADS_OPEN 20 /* of one operator at a time */

/* @draft: id, title (“”: the file's own), category, file_name, size and hash.
 * @upload: (out) (transfer full) (nullable): opened, or the same one again (*@created FALSE).
 * @document: (out) (transfer full) (nullable): instead of it, where these bytes are there already.
 * FALSE with BH_ERROR_INVALID for a format nobody reads, _TOO_LARGE for more than @max_size bytes,
 * _CONFLICT for an id that names another upload, or where too many are open. */
gboolean bhd_uploads_open (BhdTurn *turn,
                           const BhdCaller *caller,
                           const BhdUpload *draft,
                           gint64 max_size,
                           BhdUpload **upload,
                           BhDocument **document,
                           gboolean *created,
                           GError **error);

/* Returns: (transfer full): NULL with BH_ERROR_NOT_FOUND. */
BhdUpload *
bhd_uploads_find (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error);

/* @from to @to have arrived and lie safely.  BH_ERROR_CONFLICT with the detail “received” where the
 * upload is not at @from. */
gboolean bhd_uploads_advance (BhdTurn *turn,
                              const BhdUpload *upload,
                              gint64 from,
                              gint64 to,
                              GError **error);

/* All bytes are there, were checked, and lie among the blobs: a document is made (or the one of the
 * same title, or of the same file where nobody gave a title, is replaced) and the upload ends.
 * Returns: (transfer full): without body. */
BhDocument *bhd_uploads_finish (BhdTurn *turn, const BhdUpload *upload, GError **error);

gboolean bhd_uploads_drop (BhdTurn *turn, const BhdUpload *upload, GError **error);

/* Drops those of all organisations that nobody continued for @age_us.  Returns: (transfer full): of
 * BhdUpload, for who has their bytes. */
GPtrArray *bhd_uploads_drop_stale (BhdTurn *turn, gint64 age_us, GError **error);

/* Sets BH_ERROR_CONFLICT with the detail “received”: go on from there. */
void bhd_uploads_set_offset_error (gint64 received, GError **error);

G_END_DECLS
