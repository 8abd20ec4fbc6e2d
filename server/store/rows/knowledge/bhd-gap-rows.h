/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/knowledge/bh-gap.h"

G_BEGIN_DECLS

/* Tables gap and gap_example. */

#define BHD_GAP_EXAMPLES 20 /* kept of each */

typedef struct
{
  const char *status; /* (nullable): any */
  const char *after;  /* (nullable): the id of the last one of the page before */
  guint limit;
} BhdGapFilter;

/* A question nobody could answer, once more.  @key: the question normalised, by which it is
 * counted.  What was dismissed stays so; what an article should have answered is open again.
 * Returns: (transfer full): its id. */
char *bhd_gap_rows_hit (BhDb *db,
                        const char *organization_id,
                        const char *question,
                        const char *key,
                        const char *conversation_id,
                        gint64 now_us,
                        GError **error);

/* Returns: (transfer full) (nullable): with its examples; NULL without @error where there is none.
 */
BhGap *bhd_gap_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Those whose answer an operator wrote first, then the most asked.  Returns: (transfer full): of
 * BhGap, with their examples */
GPtrArray *bhd_gap_rows_list (BhDb *db,
                              const char *organization_id,
                              const BhdGapFilter *filter,
                              GError **error);

/* @resolution, @document_id: (nullable): open again. */
gboolean bhd_gap_rows_resolve (BhDb *db,
                               const char *organization_id,
                               const char *id,
                               const char *resolution,
                               const char *document_id,
                               gint64 now_us,
                               GError **error);

/* Returns: (transfer full): the ids (text) of the gaps that @document_id closed. */
GPtrArray *bhd_gap_rows_closed_by (BhDb *db,
                                   const char *organization_id,
                                   const char *document_id,
                                   GError **error);

/* The open gaps of the conversation were answered in it.  Returns: (transfer full): their ids. */
GPtrArray *bhd_gap_rows_answer (BhDb *db,
                                const char *organization_id,
                                const char *conversation_id,
                                GError **error);

gint64
bhd_gap_rows_count (BhDb *db, const char *organization_id, GError **error); /* open ones; -1 */

G_END_DECLS
