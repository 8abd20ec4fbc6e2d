/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/flow/bhd-sorting-rows.h"

#include "common/bh-db-row.h"

static void
add_id (BhDbRow *row, gpointer data)
{
  g_hash_table_add (data, bh_db_row_dup_text (row));
}

GHashTable *
bhd_sorting_rows_labels (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT id FROM label WHERE organization_id = $1";
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_id, ids, error) < 0)
    return NULL;
  return g_steal_pointer (&ids);
}

char *
bhd_sorting_rows_team (BhDb *db, const char *organization_id, const char *team_id, GError **error)
{
  static const char sql[] = "SELECT name FROM team WHERE organization_id = $1 AND id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(s)", sql, g_variant_new ("(ss)", organization_id, team_id), error);
  char *name = NULL;

  if (row != NULL)
    g_variant_get (row, "(s)", &name);
  return name;
}

gboolean
bhd_sorting_rows_put_labels (BhDb *db,
                             const char *organization_id,
                             const char *conversation_id,
                             const char *const *labels,
                             GError **error)
{
  static const char forget[] =
      "DELETE FROM conversation_label WHERE organization_id = $1 AND conversation_id = $2";
  static const char add[] = "INSERT INTO conversation_label (organization_id, conversation_id, "
                            "label_id) VALUES ($1, $2, $3)";

  if (!bh_db_exec (db, forget, g_variant_new ("(ss)", organization_id, conversation_id), error))
    return FALSE;
  for (; *labels != NULL; labels++)
    if (!bh_db_exec (db, add, g_variant_new ("(sss)", organization_id, conversation_id, *labels),
                     error))
      return FALSE;
  return TRUE;
}
