/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "server/store/bhd-passage.h"

G_BEGIN_DECLS

/* Table passage. */

gboolean bhd_passage_rows_insert (BhDb *db,
                                  const char *organization_id,
                                  const BhdPassage *passage,
                                  gint64 position,
                                  GError **error);
gboolean bhd_passage_rows_delete (BhDb *db,
                                  const char *organization_id,
                                  const char *document_id,
                                  GError **error);

/* In order.  @document_id (nullable): of one document; NULL: all.
 * Returns: (transfer full): of BhdPassage */
GPtrArray *bhd_passage_rows_list (BhDb *db,
                                  const char *organization_id,
                                  const char *document_id,
                                  GError **error);

G_END_DECLS
