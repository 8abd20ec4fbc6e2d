/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/team/bhd-team-rows.h"

#include "server/store/rows/team/bhd-id-list.h"

#define COLUMNS "id, name, name_key, created_us"

void
bhd_team_row_free (BhdTeamRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->key);
  g_strfreev (self->members);
  g_free (self);
}

static void
add_pair (BhDbRow *row, gpointer table)
{
  g_autofree char *one = bh_db_row_dup_text (row);
  const char *other = bh_db_row_text (row);
  GStrvBuilder *others = g_hash_table_lookup (table, one);

  if (others == NULL)
    {
      others = g_strv_builder_new ();
      g_hash_table_insert (table, g_steal_pointer (&one), others);
    }
  g_strv_builder_add (others, other);
}

/* Who belongs together: the first column → GStrvBuilder of the second. */
static GHashTable *
select_pairs (BhDb *db, const char *sql, const char *organization_id, GError **error)
{
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_strv_builder_unref);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_pair, table, error) < 0)
    return NULL;
  return g_steal_pointer (&table);
}

GHashTable *
bhd_team_rows_by_operator (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] = "SELECT operator_id, team_id FROM team_member "
                            "WHERE organization_id = $1 ORDER BY operator_id, team_id";

  return select_pairs (db, sql, organization_id, error);
}

gboolean
bhd_team_rows_of_operator (BhDb *db,
                           const char *organization_id,
                           const char *operator_id,
                           char ***teams,
                           GError **error)
{
  static const char sql[] = "SELECT team_id FROM team_member "
                            "WHERE organization_id = $1 AND operator_id = $2 ORDER BY team_id";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (operator_id) };

  *teams = bhd_id_list_query (db, sql, params, G_N_ELEMENTS (params), error);
  return *teams != NULL;
}

static void
add_team (BhDbRow *row, gpointer list)
{
  BhdTeamRow *self = g_new0 (BhdTeamRow, 1);

  self->id = bh_db_row_dup_text (row);
  self->name = bh_db_row_dup_text (row);
  self->key = bh_db_row_dup_text (row);
  self->created_us = bh_db_row_int (row);
  g_ptr_array_add (list, self);
}

/* Returns: (transfer full): of BhdTeamRow, without their members */
static GPtrArray *
select_rows (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_team_row_free);

  if (bh_db_each (db, sql, params, n_params, add_team, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

GPtrArray *
bhd_team_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM team WHERE organization_id = $1 ORDER BY created_us, id";
  static const char pairs[] = "SELECT team_id, operator_id FROM team_member "
                              "WHERE organization_id = $1 ORDER BY team_id, operator_id";
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  g_autoptr (GHashTable) members = select_pairs (db, pairs, organization_id, error);
  g_autoptr (GPtrArray) list =
      members != NULL ? select_rows (db, sql, params, G_N_ELEMENTS (params), error) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      BhdTeamRow *row = g_ptr_array_index (list, i);
      GStrvBuilder *its = g_hash_table_lookup (members, row->id);

      if (its != NULL)
        row->members = g_strv_builder_end (its);
    }
  return g_steal_pointer (&list);
}

BhdTeamRow *
bhd_team_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM team WHERE organization_id = $1 AND id = $2";
  static const char members[] = "SELECT operator_id FROM team_member "
                                "WHERE organization_id = $1 AND team_id = $2 ORDER BY operator_id";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };
  g_autoptr (GPtrArray) found = select_rows (db, sql, params, G_N_ELEMENTS (params), error);
  BhdTeamRow *row = found != NULL && found->len > 0 ? g_ptr_array_index (found, 0) : NULL;

  if (row == NULL)
    return NULL;
  row->members = bhd_id_list_query (db, members, params, G_N_ELEMENTS (params), error);
  return row->members != NULL ? g_ptr_array_steal_index (found, 0) : NULL;
}

gboolean
bhd_team_rows_insert (BhDb *db, const char *organization_id, const BhdTeamRow *row, GError **error)
{
  static const char sql[] = "INSERT INTO team (organization_id, " COLUMNS ") "
                            "VALUES ($1, $2, $3, $4, $5)";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (row->id), BH_TEXT (row->name),
                               BH_TEXT (row->key), BH_INT (row->created_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_team_rows_update (BhDb *db, const char *organization_id, const BhdTeamRow *row, GError **error)
{
  static const char sql[] = "UPDATE team SET name = $3, name_key = $4 "
                            "WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (row->id), BH_TEXT (row->name),
                               BH_TEXT (row->key) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

static gboolean
delete_members (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM team_member WHERE organization_id = $1 AND team_id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

gboolean
bhd_team_rows_set_members (BhDb *db,
                           const char *organization_id,
                           const BhdTeamRow *row,
                           GError **error)
{
  static const char sql[] = "INSERT INTO team_member (organization_id, team_id, operator_id) "
                            "VALUES ($1, $2, $3)";

  if (!delete_members (db, organization_id, row->id, error))
    return FALSE;
  for (char **member = row->members; member != NULL && *member != NULL; member++)
    if (!bh_db_exec (db, sql, g_variant_new ("(sss)", organization_id, row->id, *member), error))
      return FALSE;
  return TRUE;
}

gboolean
bhd_team_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM team WHERE organization_id = $1 AND id = $2";

  return delete_members (db, organization_id, id, error) &&
         bh_db_exec (db, sql, g_variant_new ("(ss)", organization_id, id), error);
}

char **
bhd_team_rows_list_conversations (BhDb *db,
                                  const char *organization_id,
                                  const char *id,
                                  guint limit,
                                  GError **error)
{
  static const char sql[] =
      "SELECT id FROM conversation WHERE organization_id = $1 AND team_id = $2 LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id), BH_INT (limit) };

  return bhd_id_list_query (db, sql, params, G_N_ELEMENTS (params), error);
}
