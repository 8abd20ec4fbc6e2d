/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "server/store/bhd-passage.h"

G_BEGIN_DECLS

/* Table passage. */

/* @passages: of BhdPassage, each at its position; those from @from to before @end are stored. */
gboolean bhd_passage_rows_insert (BhDb *db,
                                  const char *organization_id,
                                  GPtrArray *passages,
                                  guint from,
                                  guint end,
                                  GError **error);
gboolean bhd_passage_rows_delete (BhDb *db,
                                  const char *organization_id,
                                  const char *document_id,
                                  GError **error);

/* One document's, in order.  Returns: (transfer full): of BhdPassage */
GPtrArray *bhd_passage_rows_list (BhDb *db,
                                  const char *organization_id,
                                  const char *document_id,
                                  GError **error);

/* Those of the documents behind @after_id up to @last_id, document by document. */
GPtrArray *bhd_passage_rows_range (BhDb *db,
                                   const char *organization_id,
                                   const char *after_id,
                                   const char *last_id,
                                   GError **error);

G_END_DECLS
