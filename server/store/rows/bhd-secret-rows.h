/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Columns that hold sealed secrets (see bhd-seal.h).  They are read for use and never shown. */

/* Returns: (transfer full) (nullable): sealed; NULL without @error where there is none. */
char *bhd_secret_rows_get_webhook (BhDb *db, const char *organization_id, GError **error);

/* BH_ERROR_NOT_FOUND where there is no such organisation. */
gboolean bhd_secret_rows_set_webhook (BhDb *db,
                                      const char *organization_id,
                                      const char *sealed,
                                      GError **error);

G_END_DECLS
