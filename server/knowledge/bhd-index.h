/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-documents.h"

G_BEGIN_DECLS

/* The searchable form of every organisation's passages: derived data in memory, rebuilt from the
 * store. The one seam between the agent and however passages are found; any thread. */
typedef struct _BhdIndex BhdIndex;

typedef struct
{
  BhdPassage *passage;
  double score; /* 0 to 1, comparable between questions: how sure the index is that this answers */
} BhdHit;

#define BHD_INDEX_SURE 0.5 /* from this score on an answer is more likely right than wrong */

BhdIndex *bhd_index_new (void);
void bhd_index_free (BhdIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdIndex, bhd_index_free)

/* Replaces what is known of the document; no passages removes it.  @passages: of BhdPassage,
 * (transfer none). */
void bhd_index_put (BhdIndex *self,
                    const char *organization_id,
                    const char *document_id,
                    GPtrArray *passages);

/* Best first, at most @limit.  Returns: (transfer full): of BhdHit; empty where nothing fits. */
GPtrArray *
bhd_index_search (BhdIndex *self, const char *organization_id, const char *question, guint limit);

G_END_DECLS
