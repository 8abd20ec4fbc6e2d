/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/knowledge/bh-document.h"
#include "common/knowledge/bh-gap.h"
#include "server/store/bhd-passage.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Stores a document as queued, replacing the one of the same title (compared folded); the same
 * content is kept as it is (*@created FALSE).  The indexer cuts it afterwards.  @draft: title,
 * category, format and body, which must be UTF-8.  Returns: (transfer full): without body. */
BhDocument *bhd_documents_put (BhdTurn *turn,
                               const char *organization_id,
                               const BhDocument *draft,
                               gboolean *created,
                               GError **error);

/* The indexer's side.  Takes the next queued document and marks it as being indexed (after a
 * restart, bhd_documents_recover() queues again what was).  @organization_id: (out) (transfer
 * full). Returns: (transfer full) (nullable): with body; NULL without @error where none waits. */
BhDocument *bhd_documents_take (BhdTurn *turn, char **organization_id, GError **error);
gboolean bhd_documents_recover (BhdTurn *turn, GError **error);

/* Ends the indexing of @document as taken: with its passages, or with @failure, what a person
 * reads. Nothing happens if the document was replaced or deleted meanwhile (*@stored FALSE). */
gboolean bhd_documents_finish (BhdTurn *turn,
                               const char *organization_id,
                               const BhDocument *document,
                               GPtrArray *passages,
                               const char *failure,
                               gboolean *stored,
                               GError **error);

BhDocument *
bhd_documents_get (BhdTurn *turn, const char *organization_id, const char *id, GError **error);
gboolean
bhd_documents_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error);
GPtrArray *bhd_documents_list (BhdTurn *turn,
                               const char *organization_id,
                               GError **error); /* of BhDocument, no bodies */

/* For the index: all passages of one document (or of the whole organisation with a NULL id). */
GPtrArray *bhd_documents_passages (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *document_id,
                                   GError **error);

GPtrArray *bhd_gaps_list (BhdTurn *turn,
                          const char *organization_id,
                          GError **error); /* of BhGap, open ones, most asked first */

G_END_DECLS
