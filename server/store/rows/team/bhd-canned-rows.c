/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/team/bhd-canned-rows.h"

#include "common/bh-db-row.h"
#include "server/store/rows/bhd-attachment-rows.h"

#define COLUMNS "id, operator_id, shortcut, title, body, created_us, updated_us"

void
bhd_canned_row_free (BhdCannedRow *self)
{
  g_free (self->id);
  g_free (self->operator_id);
  g_free (self->shortcut);
  g_free (self->title);
  g_free (self->body);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

static void
add_canned (BhDbRow *row, gpointer list)
{
  BhdCannedRow *self = g_new0 (BhdCannedRow, 1);

  self->id = bh_db_row_dup_text (row);
  self->operator_id = bh_db_row_dup_text (row);
  self->shortcut = bh_db_row_dup_text (row);
  self->title = bh_db_row_dup_text (row);
  self->body = bh_db_row_dup_text (row);
  self->created_us = bh_db_row_int (row);
  self->updated_us = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

/* Returns: (transfer full): of BhdCannedRow */
static GPtrArray *
select_rows (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_canned_row_free);

  if (bh_db_each (db, sql, params, n_params, add_canned, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

static void
add_file (BhdCannedRow *row, BhdAttachment *file)
{
  if (row->files == NULL)
    row->files = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_attachment_free);
  g_ptr_array_add (row->files, file);
}

/* Gives each of @rows its files. */
static gboolean
add_files (BhDb *db, const char *organization_id, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) files = bhd_attachment_rows_list_canned (db, organization_id, error);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (by_id, ((BhdCannedRow *) rows->pdata[i])->id, rows->pdata[i]);
  while (files != NULL && files->len > 0)
    {
      g_autoptr (BhdAttachment) file = g_ptr_array_steal_index (files, 0);
      BhdCannedRow *row = g_hash_table_lookup (by_id, file->canned_id);

      if (row != NULL)
        add_file (row, g_steal_pointer (&file));
    }
  return files != NULL;
}

GPtrArray *
bhd_canned_rows_list (BhDb *db,
                      const char *organization_id,
                      const char *operator_id,
                      GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM canned WHERE organization_id = $1 "
      "AND (operator_id IS NULL OR operator_id = $2) ORDER BY shortcut, created_us, id";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (operator_id) };
  g_autoptr (GPtrArray) rows = select_rows (db, sql, params, G_N_ELEMENTS (params), error);

  return rows != NULL && add_files (db, organization_id, rows, error) ? g_steal_pointer (&rows)
                                                                      : NULL;
}

gint64
bhd_canned_rows_count (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT COUNT(*) FROM canned WHERE organization_id = $1";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(s)", organization_id), error);
  gint64 count = -1;

  if (row != NULL)
    g_variant_get (row, "(x)", &count);
  return count;
}

BhdCannedRow *
bhd_canned_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM canned WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = select_rows (db, sql, params, G_N_ELEMENTS (params), error);
  g_autoptr (GPtrArray) files =
      found != NULL && found->len > 0
          ? bhd_attachment_rows_list_of_canned (db, organization_id, id, error)
          : NULL;
  BhdCannedRow *row;

  if (files == NULL)
    return NULL;
  row = g_ptr_array_steal_index (found, 0);
  while (files->len > 0)
    {
      g_autoptr (BhdAttachment) file = g_ptr_array_steal_index (files, 0);

      if (file->blob_hash != NULL)
        add_file (row, g_steal_pointer (&file));
    }
  return row;
}

gboolean
bhd_canned_rows_insert (BhDb *db,
                        const char *organization_id,
                        const BhdCannedRow *row,
                        GError **error)
{
  static const char sql[] = "INSERT INTO canned (organization_id, " COLUMNS ") "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  const BhDbValue params[] = { BH_TEXT (organization_id),  BH_TEXT (row->id),
                               BH_TEXT (row->operator_id), BH_TEXT (row->shortcut),
                               BH_TEXT (row->title),       BH_TEXT (row->body),
                               BH_INT (row->created_us),   BH_INT (row->updated_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_canned_rows_update (BhDb *db,
                        const char *organization_id,
                        const BhdCannedRow *row,
                        GError **error)
{
  static const char sql[] =
      "UPDATE canned SET operator_id = $3, shortcut = $4, title = $5, body = $6, updated_us = $7 "
      "WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id),  BH_TEXT (row->id),
                               BH_TEXT (row->operator_id), BH_TEXT (row->shortcut),
                               BH_TEXT (row->title),       BH_TEXT (row->body),
                               BH_INT (row->updated_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_canned_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM canned WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}
