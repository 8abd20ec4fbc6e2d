/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "server/store/bhd-passage.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/knowledge/bhd-document-list.h"

G_BEGIN_DECLS

/* The articles of the knowledge base.  How one that waits becomes one that is found stands in
 * bhd-intake.h.  Each change is told as “document.updated” or “document.deleted”. */

/* Stores a document as queued, replacing the one of the same title (compared folded), a page that
 * of the same address; the same content is kept as it is (*@created FALSE).  @draft: title,
 * category, format and body (UTF-8), and what it has of source, file_name, url, blob and size.
 * Returns: (transfer full): without body. */
BhDocument *bhd_documents_put (BhdTurn *turn,
                               const char *organization_id,
                               const BhDocument *draft,
                               gboolean *created,
                               GError **error);

/* A page that will be fetched; one of that address is fetched anew and keeps its title.  @id:
 * (nullable).  Returns: (transfer full): without body; BH_ERROR_CONFLICT where the id names
 * something else. */
BhDocument *bhd_documents_import (BhdTurn *turn,
                                  const char *organization_id,
                                  const char *id,
                                  const char *url,
                                  const char *category,
                                  GError **error);

/* All nullable: unchanged. */
typedef struct
{
  const char *title;
  const char *category;
  const char *body; /* of what was written here alone: BH_ERROR_CONFLICT otherwise */
} BhdDocumentChange;

/* Queues it again.  BH_ERROR_CONFLICT where the title is another one's.  Returns: (transfer full):
 * without body. */
BhDocument *bhd_documents_change (BhdTurn *turn,
                                  const char *organization_id,
                                  const char *id,
                                  const BhdDocumentChange *change,
                                  GError **error);

/* The one that holds these bytes (their SHA-256).  Where reading them had failed it is queued once
 * more.  Returns: (transfer full) (nullable): without body; NULL without @error where there is
 * none. */
BhDocument *bhd_documents_find_bytes (BhdTurn *turn,
                                      const char *organization_id,
                                      const char *hash,
                                      GError **error);

BhDocument *
bhd_documents_get (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* With its text, passages and phrasings; what it had closed is a gap again. */
gboolean
bhd_documents_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* Newest first, no bodies.  @filter: words need not be folded.  @total: (out): on all pages; @more:
 * (out): whether there are some behind them.  Returns: (transfer full): of BhDocument */
GPtrArray *bhd_documents_list (BhdTurn *turn,
                               const char *organization_id,
                               const BhdDocumentFilter *filter,
                               gint64 *total,
                               gboolean *more,
                               GError **error);
gboolean bhd_documents_count (BhdTurn *turn,
                              const char *organization_id,
                              BhdDocumentCounts *counts,
                              GError **error);

/* All passages of one document, in order. */
GPtrArray *bhd_documents_passages (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *document_id,
                                   GError **error);

/* What lies behind @after_id (“”: everything), at most @limit documents: only their ids and
 * categories, by id, and all @passages (out) (transfer full) (nullable) in them, document by
 * document. */
GPtrArray *bhd_documents_shelf (BhdTurn *turn,
                                const char *organization_id,
                                const char *after_id,
                                guint limit,
                                GPtrArray **passages,
                                GError **error);

G_END_DECLS
