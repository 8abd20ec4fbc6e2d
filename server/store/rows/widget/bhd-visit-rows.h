/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table contact_pages, and what a visitor has open. */

/* Ids of at most @limit conversations of the contact that are not resolved, newest activity first.
 * Returns: (transfer full) */
char **bhd_visit_rows_list_open (BhDb *db,
                                 const char *organization_id,
                                 const char *contact_id,
                                 guint limit,
                                 GError **error);

/* Returns: (transfer full) (nullable): a JSON array; NULL without @error where there is none. */
char *bhd_visit_rows_get_pages (BhDb *db,
                                const char *organization_id,
                                const char *contact_id,
                                GError **error);
gboolean bhd_visit_rows_put_pages (BhDb *db,
                                   const char *organization_id,
                                   const char *contact_id,
                                   const char *pages,
                                   GError **error);

G_END_DECLS
