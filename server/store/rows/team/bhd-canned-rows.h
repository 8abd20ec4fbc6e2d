/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table canned. */
typedef struct
{
  char *id;
  char *operator_id; /* (nullable) whose alone; NULL: everybody's */
  char *shortcut;
  char *title;
  char *body;
  gint64 created_us;
  gint64 updated_us;
  GPtrArray *files; /* (nullable): none; of BhdAttachment, complete ones */
} BhdCannedRow;

void bhd_canned_row_free (BhdCannedRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdCannedRow, bhd_canned_row_free)

/* What @operator_id sees: own and everybody's, by shortcut.
 * Returns: (transfer full): of BhdCannedRow */
GPtrArray *bhd_canned_rows_list (BhDb *db,
                                 const char *organization_id,
                                 const char *operator_id,
                                 GError **error);
gint64 bhd_canned_rows_count (BhDb *db,
                              const char *organization_id,
                              GError **error); /* of the organisation; -1 with @error set */

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdCannedRow *
bhd_canned_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* BH_ERROR_CONFLICT for a shortcut that another one of the same owner has. */
gboolean bhd_canned_rows_insert (BhDb *db,
                                 const char *organization_id,
                                 const BhdCannedRow *row,
                                 GError **error);
gboolean bhd_canned_rows_update (BhDb *db,
                                 const char *organization_id,
                                 const BhdCannedRow *row,
                                 GError **error);
gboolean
bhd_canned_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

G_END_DECLS
