/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table saved_view. */
typedef struct
{
  char *id;
  char *operator_id; /* (nullable) whose alone; NULL: everybody's */
  gint64 position;
  char *name;
  char *filter; /* a JSON object */
  char *sort;
  gint64 created_us;
} BhdViewRow;

void bhd_view_row_free (BhdViewRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdViewRow, bhd_view_row_free)

/* What @operator_id sees: own and everybody's, by position.
 * Returns: (transfer full): of BhdViewRow */
GPtrArray *
bhd_view_rows_list (BhDb *db, const char *organization_id, const char *operator_id, GError **error);

/* How many there are for everybody; the most that any operator has besides.  @most: (out) */
gboolean bhd_view_rows_count (BhDb *db,
                              const char *organization_id,
                              gint64 *shared,
                              gint64 *most,
                              GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdViewRow *
bhd_view_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

gboolean
bhd_view_rows_insert (BhDb *db, const char *organization_id, const BhdViewRow *row, GError **error);
gboolean
bhd_view_rows_update (BhDb *db, const char *organization_id, const BhdViewRow *row, GError **error);
gboolean
bhd_view_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

G_END_DECLS
