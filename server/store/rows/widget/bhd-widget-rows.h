/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table widget_settings: one row an organisation, made when first needed. */

/* Returns: (transfer full) (nullable): the settings as JSON; NULL without @error where there is no
 * row. */
char *bhd_widget_rows_find (BhDb *db, const char *organization_id, GError **error);
gboolean bhd_widget_rows_put (BhDb *db,
                              const char *organization_id,
                              const char *settings,
                              gint64 now_us,
                              GError **error);

/* Returns: (transfer full) (nullable): sealed; NULL without @error where there is none. */
char *bhd_widget_rows_get_secret (BhDb *db, const char *organization_id, GError **error);
gboolean bhd_widget_rows_set_secret (BhDb *db,
                                     const char *organization_id,
                                     const char *sealed,
                                     gint64 now_us,
                                     GError **error);

/* How long operators took to answer for the first time, in microseconds: of at most @limit of the
 * latest handoffs since @since_us.  Returns: (transfer full): of gint64 */
GArray *bhd_widget_rows_reply_times (BhDb *db,
                                     const char *organization_id,
                                     gint64 since_us,
                                     guint limit,
                                     GError **error);

G_END_DECLS
