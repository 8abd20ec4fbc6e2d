/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Everything that hangs on the contact @from hangs on @into from now on; @from's own row is gone.
 */
gboolean bhd_contact_merge_rows_move (BhDb *db,
                                      const char *organization_id,
                                      const char *from,
                                      const char *into,
                                      GError **error);

G_END_DECLS
