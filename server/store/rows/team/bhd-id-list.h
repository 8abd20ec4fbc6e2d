/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db-row.h"

G_BEGIN_DECLS

/* A query whose one column is ids.  Returns: (transfer full): NULL-terminated; NULL with @error */
char **bhd_id_list_query (BhDb *db,
                          const char *sql,
                          const BhDbValue *params,
                          guint n_params,
                          GError **error);

G_END_DECLS
