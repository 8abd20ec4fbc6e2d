/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Tables label, team and conversation_label, as far as conversations are sorted by them. */

/* Returns: (transfer full): the ids of the organisation's labels, as a set. */
GHashTable *bhd_sorting_rows_labels (BhDb *db, const char *organization_id, GError **error);

/* Returns: (transfer full) (nullable): the team's name; NULL without @error where there is none. */
char *
bhd_sorting_rows_team (BhDb *db, const char *organization_id, const char *team_id, GError **error);

/* Makes conversation_label say what conversation.labels says.  @labels: ids */
gboolean bhd_sorting_rows_put_labels (BhDb *db,
                                      const char *organization_id,
                                      const char *conversation_id,
                                      const char *const *labels,
                                      GError **error);

G_END_DECLS
