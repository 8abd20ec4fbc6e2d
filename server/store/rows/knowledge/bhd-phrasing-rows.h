/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/knowledge/bh-phrasing.h"

G_BEGIN_DECLS

/* Table phrasing. */

typedef struct
{
  const char *status;      /* (nullable): any */
  const char *document_id; /* (nullable): of any */
  const char *after;       /* (nullable): the id of the last one of the page before */
  guint limit;
} BhdPhrasingFilter;

/* A question, once more: a new one gets the status and origin of @phrasing and one hit, one that is
 * there another hit and the latest example.  @key: the question normalised.
 * Returns: (transfer full): its id. */
char *bhd_phrasing_rows_hit (BhDb *db,
                             const char *organization_id,
                             const BhPhrasing *phrasing,
                             const char *key,
                             GError **error);

/* @decided_by: (nullable) */
gboolean bhd_phrasing_rows_decide (BhDb *db,
                                   const char *organization_id,
                                   const char *id,
                                   const char *status,
                                   const char *decided_by,
                                   gint64 now_us,
                                   GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhPhrasing *
bhd_phrasing_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* Newest first.  Returns: (transfer full): of BhPhrasing */
GPtrArray *bhd_phrasing_rows_list (BhDb *db,
                                   const char *organization_id,
                                   const BhdPhrasingFilter *filter,
                                   GError **error);

gboolean
bhd_phrasing_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);
gboolean bhd_phrasing_rows_delete_document (BhDb *db,
                                            const char *organization_id,
                                            const char *document_id,
                                            GError **error);

/* Those that wait for somebody to decide; -1 with @error set. */
gint64 bhd_phrasing_rows_count (BhDb *db, const char *organization_id, GError **error);

G_END_DECLS
