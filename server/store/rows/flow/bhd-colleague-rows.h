/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table operator, as far as it matters to whom a conversation goes. */

typedef struct
{
  char *id;
  char *name;
  char *avatar; /* (nullable) */
  gboolean disabled;
} BhdColleague;

void bhd_colleague_free (BhdColleague *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdColleague, bhd_colleague_free)

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdColleague *
bhd_colleague_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* All of them, disabled ones included.  Returns: (transfer full): id → BhdColleague */
GHashTable *bhd_colleague_rows_list (BhDb *db, const char *organization_id, GError **error);

G_END_DECLS
