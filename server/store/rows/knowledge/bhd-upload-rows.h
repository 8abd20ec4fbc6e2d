/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "server/store/bhd-upload.h"

G_BEGIN_DECLS

/* Table upload. */

gboolean bhd_upload_rows_insert (BhDb *db, const BhdUpload *upload, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdUpload *
bhd_upload_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* @stored: (out): FALSE where there are not @from bytes (any more). */
gboolean bhd_upload_rows_advance (BhDb *db,
                                  const BhdUpload *upload,
                                  gint64 from,
                                  gint64 to,
                                  gint64 now_us,
                                  gboolean *stored,
                                  GError **error);
gboolean
bhd_upload_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Open ones of the operator; -1 with @error set. */
gint64 bhd_upload_rows_count (BhDb *db,
                              const char *organization_id,
                              const char *operator_id,
                              GError **error);

/* Of all organisations, untouched since @before_us.  Returns: (transfer full): of BhdUpload */
GPtrArray *bhd_upload_rows_list_stale (BhDb *db, gint64 before_us, GError **error);

G_END_DECLS
