/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/bh-organization.h"

G_BEGIN_DECLS

/* Table organization. */

gboolean
bhd_organization_rows_insert (BhDb *db, const BhOrganization *organization, GError **error);

/* Everything but id, slug and the time it was made. */
gboolean
bhd_organization_rows_update (BhDb *db, const BhOrganization *organization, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhOrganization *bhd_organization_rows_find (BhDb *db, const char *slug_or_id, GError **error);
GPtrArray *bhd_organization_rows_list (BhDb *db, GError **error); /* of BhOrganization */

G_END_DECLS
