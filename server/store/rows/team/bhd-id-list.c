/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/team/bhd-id-list.h"

static void
add_id (BhDbRow *row, gpointer ids)
{
  g_strv_builder_add (ids, bh_db_row_text (row));
}

char **
bhd_id_list_query (BhDb *db,
                   const char *sql,
                   const BhDbValue *params,
                   guint n_params,
                   GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (bh_db_each (db, sql, params, n_params, add_id, ids, error) < 0)
    return NULL;
  return g_strv_builder_end (ids);
}
