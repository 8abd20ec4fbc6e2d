/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/flow/bhd-colleague-rows.h"

#include "common/bh-db-row.h"

#define SELECT "SELECT id, name, avatar, disabled_us FROM operator WHERE organization_id = $1"

void
bhd_colleague_free (BhdColleague *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->avatar);
  g_free (self);
}

static BhdColleague *
read_row (BhDbRow *row)
{
  BhdColleague *self = g_new0 (BhdColleague, 1);

  self->id = bh_db_row_dup_text (row);
  self->name = bh_db_row_dup_text (row);
  self->avatar = bh_db_row_dup_text (row);
  self->disabled = bh_db_row_int (row) != 0;
  return self;
}

static void
keep_row (BhDbRow *row, gpointer data)
{
  *(BhdColleague **) data = read_row (row);
}

BhdColleague *
bhd_colleague_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = SELECT " AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  BhdColleague *found = NULL;

  bh_db_each (db, sql, params, G_N_ELEMENTS (params), keep_row, &found, error);
  return found;
}

static void
add_row (BhDbRow *row, gpointer data)
{
  BhdColleague *colleague = read_row (row);

  g_hash_table_insert (data, colleague->id, colleague);
}

GHashTable *
bhd_colleague_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = SELECT;
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  g_autoptr (GHashTable) all =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) bhd_colleague_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_row, all, error) < 0)
    return NULL;
  return g_steal_pointer (&all);
}
