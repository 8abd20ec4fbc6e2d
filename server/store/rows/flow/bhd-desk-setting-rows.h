/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table desk_settings.  0 is never, everywhere. */

typedef struct
{
  gint64 claim_timeout_s;
  gint64 auto_resolve_h;
  gint64 retention_days;
} BhdDeskSettings;

/* Where nothing was changed yet, all is 0. */
gboolean bhd_desk_setting_rows_get (BhDb *db,
                                    const char *organization_id,
                                    BhdDeskSettings *settings,
                                    GError **error);
gboolean bhd_desk_setting_rows_put (BhDb *db,
                                    const char *organization_id,
                                    const BhdDeskSettings *settings,
                                    gint64 now_us,
                                    GError **error);

G_END_DECLS
