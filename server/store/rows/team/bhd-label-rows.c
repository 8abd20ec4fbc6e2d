/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/team/bhd-label-rows.h"

#include "common/bh-db-row.h"
#include "server/store/rows/team/bhd-id-list.h"

#define COLUMNS "id, name, name_key, color, created_us"

void
bhd_label_row_free (BhdLabelRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->key);
  g_free (self->color);
  g_free (self);
}

static void
add_label (BhDbRow *row, gpointer list)
{
  BhdLabelRow *self = g_new0 (BhdLabelRow, 1);

  self->id = bh_db_row_dup_text (row);
  self->name = bh_db_row_dup_text (row);
  self->key = bh_db_row_dup_text (row);
  self->color = bh_db_row_dup_text (row);
  self->created_us = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

/* Returns: (transfer full): of BhdLabelRow */
static GPtrArray *
select_rows (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_label_row_free);

  if (bh_db_each (db, sql, params, n_params, add_label, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

GPtrArray *
bhd_label_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM label WHERE organization_id = $1 ORDER BY created_us, id";
  const BhDbValue params[] = { BH_TEXT (organization_id) };

  return select_rows (db, sql, params, G_N_ELEMENTS (params), error);
}

BhdLabelRow *
bhd_label_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM label WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = select_rows (db, sql, params, G_N_ELEMENTS (params), error);

  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

gboolean
bhd_label_rows_insert (BhDb *db,
                       const char *organization_id,
                       const BhdLabelRow *row,
                       GError **error)
{
  static const char sql[] = "INSERT INTO label (organization_id, " COLUMNS ") "
                            "VALUES ($1, $2, $3, $4, $5, $6)";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (row->id),
                               BH_TEXT (row->name),       BH_TEXT (row->key),
                               BH_TEXT (row->color),      BH_INT (row->created_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_label_rows_update (BhDb *db,
                       const char *organization_id,
                       const BhdLabelRow *row,
                       GError **error)
{
  static const char sql[] = "UPDATE label SET name = $3, name_key = $4, color = $5 "
                            "WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (row->id), BH_TEXT (row->name),
                               BH_TEXT (row->key), BH_TEXT (row->color) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_label_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM label WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

char **
bhd_label_rows_list_conversations (BhDb *db,
                                   const char *organization_id,
                                   const char *id,
                                   guint limit,
                                   GError **error)
{
  static const char sql[] = "SELECT conversation_id FROM conversation_label "
                            "WHERE organization_id = $1 AND label_id = $2 LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id), BH_INT (limit) };

  return bhd_id_list_query (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_label_rows_take_off (BhDb *db,
                         const char *organization_id,
                         const char *id,
                         const char *conversation_id,
                         GError **error)
{
  static const char sql[] = "DELETE FROM conversation_label WHERE organization_id = $1 "
                            "AND label_id = $2 AND conversation_id = $3";

  return bh_db_exec (db, sql, g_variant_new ("(sss)", organization_id, id, conversation_id), error);
}
