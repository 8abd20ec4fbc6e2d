/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/knowledge/bh-gap.h"

G_BEGIN_DECLS

/* Table gap. */

/* A question nobody could answer, once more.  @key: the question normalised, by which it is
 * counted. Returns: (transfer full): as it is afterwards. */
BhGap *bhd_gap_rows_hit (BhDb *db,
                         const char *organization_id,
                         const char *question,
                         const char *key,
                         const char *conversation_id,
                         gint64 now_us,
                         GError **error);

/* The open ones, most asked first.  Returns: (transfer full): of BhGap */
GPtrArray *bhd_gap_rows_list (BhDb *db, const char *organization_id, guint limit, GError **error);

G_END_DECLS
