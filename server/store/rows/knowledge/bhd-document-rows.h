/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/knowledge/bh-document.h"

G_BEGIN_DECLS

/* Tables document and document_text. */

/* What of a document only the rows know. */
typedef struct
{
  const char *title_key; /* the folded title */
  const char *hash;      /* of what is indexed or shown */
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

/* The same without body. */
BhDocument *
bhd_document_rows_find_head (BhDb *db, const char *organization_id, const char *id, GError **error);

/* All as above, the oldest of them; without hash.  By blob: of an upload. */
BhDocument *bhd_document_rows_find_by_url (BhDb *db,
                                           const char *organization_id,
                                           const char *url,
                                           GError **error);
BhDocument *bhd_document_rows_find_by_blob (BhDb *db,
                                            const char *organization_id,
                                            const char *hash,
                                            GError **error);

BhDocument *bhd_document_rows_find_by_file_name (BhDb *db,
                                                 const char *organization_id,
                                                 const char *file_name,
                                                 GError **error);
gboolean
bhd_document_rows_exists (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Marks the document that has waited longest as being extracted.
 * Returns: (transfer full) (nullable): with body; NULL without @error where none waits. */
BhDocument *bhd_document_rows_take (BhDb *db, char **organization_id, GError **error);
gboolean bhd_document_rows_recover (BhDb *db, GError **error);

/* A step of who takes documents through: nothing is stored (*@stored FALSE) unless the document of
 * that id is still at status @from and was not touched since @document was taken (updated_us). */
gboolean bhd_document_rows_step (BhDb *db,
                                 const char *organization_id,
                                 const BhDocument *document,
                                 const BhdDocumentKeys *keys,
                                 const char *from,
                                 gboolean *stored,
                                 GError **error);

/* @is: (out): whether a step from @status would be stored. */
gboolean bhd_document_rows_is_at (BhDb *db,
                                  const char *organization_id,
                                  const BhDocument *document,
                                  const char *status,
                                  gboolean *is,
                                  GError **error);

/* The same that only says how it ended: status and error. */
gboolean bhd_document_rows_finish (BhDb *db,
                                   const char *organization_id,
                                   const BhDocument *document,
                                   gboolean *stored,
                                   GError **error);

/* @found: (out) */
gboolean bhd_document_rows_delete (BhDb *db,
                                   const char *organization_id,
                                   const char *id,
                                   gboolean *found,
                                   GError **error);

G_END_DECLS
