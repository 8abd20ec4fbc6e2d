/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table passage_vector. */
typedef struct
{
  char *passage_id;
  char *document_id;
  guint dimension;
  double scale;
  gint8 *q8;  /* (nullable) dimension numbers */
  float *f32; /* (nullable) the same, exact, of length one */
} BhdPassageVector;

void bhd_passage_vector_free (BhdPassageVector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdPassageVector, bhd_passage_vector_free)

/* A passage that a model has not seen yet. */
typedef struct
{
  char *passage_id;
  char *document_id;
  gint64 position;
  char *text; /* title, heading and body */
} BhdBarePassage;

void bhd_bare_passage_free (BhdBarePassage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdBarePassage, bhd_bare_passage_free)

/* Stores or replaces; a passage that has gone meanwhile gets none. */
gboolean bhd_vector_rows_put (BhDb *db,
                              const char *organization_id,
                              const char *model,
                              const BhdPassageVector *vector,
                              GError **error);

/* After @document_id and @position (“” and -1 to begin), in that order, at most @limit.
 * Returns: (transfer full): of BhdBarePassage */
GPtrArray *bhd_vector_rows_missing (BhDb *db,
                                    const char *organization_id,
                                    const char *model,
                                    const char *document_id,
                                    gint64 position,
                                    guint limit,
                                    GError **error);

gboolean bhd_vector_rows_count (BhDb *db,
                                const char *organization_id,
                                const char *model,
                                gint64 *done,
                                gint64 *total,
                                GError **error);

/* Without f32, after @passage_id (“” to begin), at most @limit.
 * Returns: (transfer full): of BhdPassageVector, by passage */
GPtrArray *bhd_vector_rows_page (BhDb *db,
                                 const char *organization_id,
                                 const char *model,
                                 const char *passage_id,
                                 guint limit,
                                 GError **error);

/* Without f32.  Returns: (transfer full): of BhdPassageVector */
GPtrArray *bhd_vector_rows_of_document (BhDb *db,
                                        const char *organization_id,
                                        const char *model,
                                        const char *document_id,
                                        GError **error);

/* Fills @numbers with the exact vector.  Returns FALSE without @error where there is none of that
 * dimension. */
gboolean bhd_vector_rows_exact (BhDb *db,
                                const char *organization_id,
                                const char *model,
                                const char *passage_id,
                                float *numbers,
                                guint dimension,
                                GError **error);

/* Drops at most @limit vectors of other models, or of another dimension, than these; @model NULL:
 * of all.  @dimension 0: any.  Returns: how many went, -1 with @error set. */
int bhd_vector_rows_drop_others (BhDb *db,
                                 const char *organization_id,
                                 const char *model,
                                 guint dimension,
                                 guint limit,
                                 GError **error);

/* The model that the organisation's embeddings are made with.
 * Returns: (transfer full) (nullable): NULL without @error where there is none. */
char *bhd_vector_rows_model (BhDb *db, const char *organization_id, GError **error);

G_END_DECLS
