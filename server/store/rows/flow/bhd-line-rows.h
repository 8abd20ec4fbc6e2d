/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* The line of those who wait for a person, who waits longest first. */

#define BHD_LINE_MAX 100 /* who stands behind these is told no number */

typedef struct
{
  char *conversation_id;
  char *contact_id;
} BhdLinePlace;

/* The first @limit.  Returns: (transfer full): of BhdLinePlace */
GPtrArray *bhd_line_rows_list (BhDb *db, const char *organization_id, guint limit, GError **error);

/* Returns: the place of who waits since @since_us, from 1; 0 behind @limit, or with @error set. */
gint64 bhd_line_rows_count (BhDb *db,
                            const char *organization_id,
                            gint64 since_us,
                            const char *conversation_id,
                            guint limit,
                            GError **error);

G_END_DECLS
