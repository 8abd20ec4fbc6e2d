/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The vectors of one organisation and one model as 8 bit numbers in memory, scanned whole: exact,
 * and fast enough to a million. Not locked: see bhd-vectors.c. */
typedef struct _BhdVectorTable BhdVectorTable;

/* A passage that may be near.  The ids are GRefStrings of the candidate's own. */
typedef struct
{
  char *passage_id;
  char *document_id;
  float cosine; /* by the 8 bit numbers: good to about 0.01 */
} BhdVectorCandidate;

BhdVectorTable *bhd_vector_table_new (guint dimension);
void bhd_vector_table_free (BhdVectorTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdVectorTable, bhd_vector_table_free)

guint bhd_vector_table_dimension (const BhdVectorTable *self);
gsize bhd_vector_table_size (const BhdVectorTable *self);

/* Adds a passage (once; see remove) whose vector is about @q8 times @scale: dimension numbers. */
void bhd_vector_table_add (BhdVectorTable *self,
                           const char *document_id,
                           const char *passage_id,
                           const gint8 *q8,
                           float scale);

/* All passages of a document go. */
void bhd_vector_table_remove (BhdVectorTable *self, const char *document_id);

/* The @limit passages nearest to @query (dimension numbers, of any length but 0), best first.
 * Reads only: any number of threads at a time; @threads: how many share a large scan.
 * Returns: (transfer full): of BhdVectorCandidate */
GArray *
bhd_vector_table_scan (const BhdVectorTable *self, const float *query, guint limit, guint threads);

G_END_DECLS
