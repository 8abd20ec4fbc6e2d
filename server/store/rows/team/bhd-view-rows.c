/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/team/bhd-view-rows.h"

#include "common/bh-db-row.h"

#define COLUMNS "id, operator_id, position, name, filter, sort, created_us"

void
bhd_view_row_free (BhdViewRow *self)
{
  g_free (self->id);
  g_free (self->operator_id);
  g_free (self->name);
  g_free (self->filter);
  g_free (self->sort);
  g_free (self);
}

static void
add_view (BhDbRow *row, gpointer list)
{
  BhdViewRow *self = g_new0 (BhdViewRow, 1);

  self->id = bh_db_row_dup_text (row);
  self->operator_id = bh_db_row_dup_text (row);
  self->position = bh_db_row_int (row);
  self->name = bh_db_row_dup_text (row);
  self->filter = bh_db_row_dup_text (row);
  self->sort = bh_db_row_dup_text (row);
  self->created_us = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

/* Returns: (transfer full): of BhdViewRow */
static GPtrArray *
select_rows (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_view_row_free);

  if (bh_db_each (db, sql, params, n_params, add_view, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

GPtrArray *
bhd_view_rows_list (BhDb *db, const char *organization_id, const char *operator_id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM saved_view WHERE organization_id = $1 "
      "AND (operator_id IS NULL OR operator_id = $2) ORDER BY position, created_us, id";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (operator_id) };

  return select_rows (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_view_rows_count (BhDb *db,
                     const char *organization_id,
                     gint64 *shared,
                     gint64 *most,
                     GError **error)
{
  static const char sql[] =
      "SELECT CAST(COALESCE(MAX(CASE WHEN w.owner = '' THEN w.n END), 0) AS BIGINT), "
      "CAST(COALESCE(MAX(CASE WHEN w.owner <> '' THEN w.n END), 0) AS BIGINT) "
      "FROM (SELECT COALESCE(operator_id, '') AS owner, COUNT(*) AS n FROM saved_view "
      "WHERE organization_id = $1 GROUP BY COALESCE(operator_id, '')) w";
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(xx)", sql, g_variant_new ("(s)", organization_id), error);

  if (row == NULL)
    return FALSE;
  g_variant_get (row, "(xx)", shared, most);
  return TRUE;
}

BhdViewRow *
bhd_view_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM saved_view WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = select_rows (db, sql, params, G_N_ELEMENTS (params), error);

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

gboolean
bhd_view_rows_insert (BhDb *db, const char *organization_id, const BhdViewRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO saved_view (organization_id, " COLUMNS ") "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
  const BhDbValue params[] = { BH_TEXT (organization_id),  BH_TEXT (row->id),
                               BH_TEXT (row->operator_id), BH_INT (row->position),
                               BH_TEXT (row->name),        BH_TEXT (row->filter),
                               BH_TEXT (row->sort),        BH_INT (row->created_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_view_rows_update (BhDb *db, const char *organization_id, const BhdViewRow *row, GError **error)
{
  static const char sql[] = "UPDATE saved_view SET operator_id = $3, position = $4, name = $5, "
                            "filter = $6, sort = $7 WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id),  BH_TEXT (row->id),
                               BH_TEXT (row->operator_id), BH_INT (row->position),
                               BH_TEXT (row->name),        BH_TEXT (row->filter),
                               BH_TEXT (row->sort) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_view_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM saved_view WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}
