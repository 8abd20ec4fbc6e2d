/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/knowledge/bh-document.h"

G_BEGIN_DECLS

/* Table document, many at a time. */

/* All nullable: any. */
typedef struct
{
  const char *words; /* folded: in the folded title */
  const char *status;
  const char *category;
  const char *after; /* the id of the last one of the page before */
  guint limit;
} BhdDocumentFilter;

typedef struct
{
  gint64 ready;
  gint64 waiting; /* queued, extracting, indexing */
  gint64 error;
  gint64 passages;
} BhdDocumentCounts;

/* Newest first.  Returns: (transfer full): of BhDocument, no bodies. */
GPtrArray *bhd_document_list_read (BhDb *db,
                                   const char *organization_id,
                                   const BhdDocumentFilter *filter,
                                   GError **error);

/* By id, behind @after_id (“” to begin).  Returns: (transfer full): of BhDocument, of which only id
 * and category are set. */
GPtrArray *bhd_document_list_shelf (BhDb *db,
                                    const char *organization_id,
                                    const char *after_id,
                                    guint limit,
                                    GError **error);

/* How many there are on all pages; -1 with @error set. */
gint64 bhd_document_list_total (BhDb *db,
                                const char *organization_id,
                                const BhdDocumentFilter *filter,
                                GError **error);
gboolean bhd_document_list_count (BhDb *db,
                                  const char *organization_id,
                                  BhdDocumentCounts *counts,
                                  GError **error);

G_END_DECLS
