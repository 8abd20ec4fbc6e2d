/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-blob-rows.h"

gboolean
bhd_blob_rows_release (BhDb *db, const char *organization_id, const char *hash, GError **error)
{
  static const char sql[] = "INSERT INTO blob_release (organization_id, hash) VALUES ($1, $2) "
                            "ON CONFLICT (organization_id, hash) DO NOTHING";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, hash), error);
}

gboolean
bhd_blob_rows_next (BhDb *db, char **organization_id, char **hash, gboolean *found, GError **error)
{
  static const char sql[] =
      "SELECT organization_id, hash FROM blob_release ORDER BY organization_id, hash LIMIT 1";
  g_autoptr (GVariant) row = NULL;
  GError *inner = NULL;

  row = bh_db_query_row (db, "(ss)", sql, NULL, &inner);
  *found = row != NULL;
  if (*found)
    g_variant_get (row, "(ss)", organization_id, hash);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}

gboolean
bhd_blob_rows_done (BhDb *db, const char *organization_id, const char *hash, GError **error)
{
  static const char sql[] = "DELETE FROM blob_release WHERE organization_id = $1 AND hash = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, hash), error);
}

gboolean
bhd_blob_rows_is_used (BhDb *db,
                       const char *organization_id,
                       const char *hash,
                       gboolean *used,
                       GError **error)
{
  static const char sql[] =
      "SELECT (SELECT COUNT(*) FROM document WHERE organization_id = $1 AND blob_hash = $2) + "
      "(SELECT COUNT(*) FROM attachment WHERE organization_id = $1 AND blob_hash = $2) + "
      "(SELECT COUNT(*) FROM operator WHERE organization_id = $1 AND avatar = $2)";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(ss)", organization_id, hash), error);
  gint64 count = 0;

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", &count);
  *used = count > 0;
  return TRUE;
}
