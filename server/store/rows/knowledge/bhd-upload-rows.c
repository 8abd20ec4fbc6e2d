/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/knowledge/bhd-upload-rows.h"

#include "common/bh-db-row.h"

#define COLUMNS                                                                                    \
  "organization_id, id, operator_id, title, category, file_name, format, size, hash, received, "   \
  "created_us, updated_us"

static void
add_upload (BhDbRow *row, gpointer list)
{
  BhdUpload fields = { 0 };

  fields.organization_id = bh_db_row_dup_text (row);
  fields.id = bh_db_row_dup_text (row);
  fields.operator_id = bh_db_row_dup_text (row);
  fields.title = bh_db_row_dup_text (row);
  fields.category = bh_db_row_dup_text (row);
  fields.file_name = bh_db_row_dup_text (row);
  fields.format = bh_db_row_dup_text (row);
  fields.size = bh_db_row_int (row);
  fields.hash = bh_db_row_dup_text (row);
  fields.received = bh_db_row_int (row);
  fields.created_us = bh_db_row_int (row);
  fields.updated_us = bh_db_row_int (row);
  g_ptr_array_add (list, bhd_upload_new_take (&fields));
}

gboolean
bhd_upload_rows_insert (BhDb *db, const BhdUpload *upload, GError **error)
{
  static const char sql[] = "INSERT INTO upload (" COLUMNS ") "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
  const BhDbValue params[] = {
    BH_TEXT (upload->organization_id), BH_TEXT (upload->id),        BH_TEXT (upload->operator_id),
    BH_TEXT (upload->title),           BH_TEXT (upload->category),  BH_TEXT (upload->file_name),
    BH_TEXT (upload->format),          BH_INT (upload->size),       BH_TEXT (upload->hash),
    BH_INT (upload->received),         BH_INT (upload->created_us), BH_INT (upload->updated_us),
  };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

BhdUpload *
bhd_upload_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM upload WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_upload_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_upload, found, error) < 1)
    return NULL;
  return g_ptr_array_steal_index (found, 0);
}

gboolean
bhd_upload_rows_advance (BhDb *db,
                         const BhdUpload *upload,
                         gint64 from,
                         gint64 to,
                         gint64 now_us,
                         gboolean *stored,
                         GError **error)
{
  static const char sql[] = "UPDATE upload SET received = $4, updated_us = $5 "
                            "WHERE organization_id = $1 AND id = $2 AND received = $3";

  if (!bh_db_exec (db, sql,
                   g_variant_new ("(ssxxx)", upload->organization_id, upload->id, from, to, now_us),
                   error))
    return FALSE;
  *stored = bh_db_changes (db) == 1;
  return TRUE;
}

gboolean
bhd_upload_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM upload WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

gint64
bhd_upload_rows_count (BhDb *db,
                       const char *organization_id,
                       const char *operator_id,
                       GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM upload WHERE organization_id = $1 AND operator_id = $2";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(ss)", organization_id, operator_id), error);
  gint64 count = -1;

  if (row != NULL)
    g_variant_get (row, "(x)", &count);
  return count;
}

GPtrArray *
bhd_upload_rows_list_stale (BhDb *db, gint64 before_us, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM upload WHERE updated_us < $1";
  const BhDbValue params[] = { BH_INT (before_us) };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_upload_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_upload, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}
