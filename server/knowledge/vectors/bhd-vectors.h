/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* What language models made of the passages, searchable: one table an organisation and model, in
 * memory with 8 bits a number; the exact numbers stay in the store and are read for the best
 * hundred.  Vectors of different models or dimensions never meet.  Any thread. */
typedef struct _BhdVectors BhdVectors;

typedef struct
{
  char *passage_id;  /* GRefString */
  char *document_id; /* GRefString */
  double cosine;     /* exact, -1 to 1 */
} BhdVectorHit;

/* @store outlives it. */
BhdVectors *bhd_vectors_new (BhdStore *store);
void bhd_vectors_free (BhdVectors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdVectors, bhd_vectors_free)

/* The @limit passages nearest to the question, best first.  A passage may have gone meanwhile: who
 * does not know it leaves it out.  Blocks while the store reads, so not for fronts.
 * Returns: (transfer full): of BhdVectorHit; empty where nothing of that model and dimension is
 * there. */
GArray *bhd_vectors_search (BhdVectors *self,
                            const char *organization_id,
                            const char *model,
                            const float *query,
                            guint dimension,
                            guint limit);

/* The document has gone, or has other passages now. */
void bhd_vectors_forget (BhdVectors *self, const char *organization_id, const char *document_id);

/* The embedder's side.  Makes the table as the store has it: vectors of other models or, where the
 * store holds several, of other dimensions than most are left out.  A NULL @model drops it. */
gboolean
bhd_vectors_load (BhdVectors *self, const char *organization_id, const char *model, GError **error);

/* Whether the table of that model is there. */
gboolean bhd_vectors_has (BhdVectors *self, const char *organization_id, const char *model);

/* Takes what the store has of the document now. */
gboolean bhd_vectors_refresh (BhdVectors *self,
                              const char *organization_id,
                              const char *model,
                              const char *document_id,
                              GError **error);

G_END_DECLS
