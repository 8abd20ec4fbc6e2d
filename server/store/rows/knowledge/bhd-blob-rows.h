/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table blob_release: files that a row no longer needs, until they are removed. */

gboolean
bhd_blob_rows_release (BhDb *db, const char *organization_id, const char *hash, GError **error);

/* @found: (out): whether there is one; then @organization_id and @hash (out) (transfer full). */
gboolean
bhd_blob_rows_next (BhDb *db, char **organization_id, char **hash, gboolean *found, GError **error);
gboolean
bhd_blob_rows_done (BhDb *db, const char *organization_id, const char *hash, GError **error);

/* @used: (out): whether a document, an attachment or an operator refers to it. */
gboolean bhd_blob_rows_is_used (BhDb *db,
                                const char *organization_id,
                                const char *hash,
                                gboolean *used,
                                GError **error);

G_END_DECLS
