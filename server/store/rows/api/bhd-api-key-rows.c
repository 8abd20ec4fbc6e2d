/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/api/bhd-api-key-rows.h"

#include "common/bh-db-row.h"

#define SELECT_KEY                                                                                 \
  "SELECT organization_id, id, kind, name, prefix, secret_hash, created_us, last_used_us, "        \
  "revoked_us FROM api_key "

void
bhd_api_key_row_free (BhdApiKeyRow *self)
{
  g_free (self->organization_id);
  g_free (self->id);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->prefix);
  g_free (self->secret_hash);
  g_free (self);
}

gboolean
bhd_api_key_rows_insert (BhDb *db, const BhdApiKeyRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO api_key (organization_id, id, kind, name, prefix, "
                            "secret_hash, created_us, last_used_us) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, 0)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(ssssssx)", row->organization_id, row->id, row->kind,
                                    row->name, row->prefix, row->secret_hash, row->created_us),
                     error);
}

/* In the order of SELECT_KEY. */
static void
keep_key (BhDbRow *row, gpointer data)
{
  BhdApiKeyRow *self = g_new0 (BhdApiKeyRow, 1);

  self->organization_id = bh_db_row_dup_text (row);
  self->id = bh_db_row_dup_text (row);
  self->kind = bh_db_row_dup_text (row);
  self->name = bh_db_row_dup_text (row);
  self->prefix = bh_db_row_dup_text (row);
  self->secret_hash = bh_db_row_dup_text (row);
  self->created_us = bh_db_row_int (row);
  self->last_used_us = bh_db_row_int (row);
  self->revoked_us = bh_db_row_int (row);
  g_ptr_array_add (data, self);
}

static GPtrArray *
list (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_api_key_row_free);

  if (bh_db_each (db, sql, params, n_params, keep_key, keys, error) < 0)
    return NULL;
  return g_steal_pointer (&keys);
}

BhdApiKeyRow *
bhd_api_key_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = SELECT_KEY "WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = list (db, sql, params, G_N_ELEMENTS (params), error);

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

GPtrArray *
bhd_api_key_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      SELECT_KEY "WHERE organization_id = $1 AND revoked_us IS NULL ORDER BY id";
  const BhDbValue params[] = { BH_TEXT (organization_id) };

  return list (db, sql, params, G_N_ELEMENTS (params), error);
}

GPtrArray *
bhd_api_key_rows_list_prefix (BhDb *db, const char *kind, const char *prefix, GError **error)
{
  static const char sql[] =
      SELECT_KEY "WHERE prefix = $1 AND kind = $2 AND revoked_us IS NULL ORDER BY id";
  const BhDbValue params[] = { BH_TEXT (prefix), BH_TEXT (kind) };

  return list (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_api_key_rows_any (BhDb *db, const char *kind, gboolean *any, GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM (SELECT 1 FROM api_key WHERE kind = $1 AND revoked_us IS NULL LIMIT 1) "
      "AS one";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", sql, g_variant_new ("(s)", kind), error);
  gint64 count = 0;

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(x)", &count);
  *any = count > 0;
  return TRUE;
}

gboolean
bhd_api_key_rows_revoke (BhDb *db,
                         const char *organization_id,
                         const char *id,
                         gint64 now_us,
                         gboolean *revoked,
                         GError **error)
{
  static const char sql[] = "UPDATE api_key SET revoked_us = $3 "
                            "WHERE organization_id = $1 AND id = $2 AND revoked_us IS NULL";

  if (!bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, id, now_us), error))
    return FALSE;
  *revoked = bh_db_changes (db) == 1;
  return TRUE;
}

gboolean
bhd_api_key_rows_touch (BhDb *db,
                        const char *organization_id,
                        const char *id,
                        gint64 now_us,
                        GError **error)
{
  static const char sql[] =
      "UPDATE api_key SET last_used_us = $3 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ssx)", organization_id, id, now_us), error);
}
