/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/knowledge/bh-document.h"

G_BEGIN_DECLS

/* Table document. */

/* What of a document only the rows know. */
typedef struct
{
  const char *title_key; /* the folded title */
  const char *hash;      /* of what would be indexed */
} BhdDocumentKeys;

gboolean bhd_document_rows_insert (BhDb *db,
                                   const char *organization_id,
                                   const BhDocument *document,
                                   const BhdDocumentKeys *keys,
                                   GError **error);

/* Everything but the id and the time it was made. */
gboolean bhd_document_rows_replace (BhDb *db,
                                    const char *organization_id,
                                    const BhDocument *document,
                                    const BhdDocumentKeys *keys,
                                    GError **error);

/* Returns: (transfer full) (nullable): without body; NULL without @error where there is none.
 * @hash: (out) (transfer full) */
BhDocument *bhd_document_rows_find_by_title (BhDb *db,
                                             const char *organization_id,
                                             const char *title_key,
                                             char **hash,
                                             GError **error);

/* Returns: (transfer full) (nullable): with body. */
BhDocument *
bhd_document_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Marks the document that has waited longest as being indexed.
 * Returns: (transfer full) (nullable): with body; NULL without @error where none waits. */
BhDocument *bhd_document_rows_take (BhDb *db, char **organization_id, GError **error);
gboolean bhd_document_rows_recover (BhDb *db, GError **error);

/* @stored: (out): FALSE where the document with @hash is no longer being indexed. */
gboolean bhd_document_rows_finish (BhDb *db,
                                   const char *organization_id,
                                   const BhDocument *document,
                                   const char *hash,
                                   gboolean *stored,
                                   GError **error);

/* @found: (out) */
gboolean bhd_document_rows_delete (BhDb *db,
                                   const char *organization_id,
                                   const char *id,
                                   gboolean *found,
                                   GError **error);
GPtrArray *bhd_document_rows_list (BhDb *db,
                                   const char *organization_id,
                                   GError **error); /* of BhDocument, no bodies */

G_END_DECLS
