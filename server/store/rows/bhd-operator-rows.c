/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/bhd-operator-rows.h"

#include "common/bh-db-row.h"
#include "server/store/rows/team/bhd-id-list.h"
#include "server/store/rows/team/bhd-team-rows.h"

#define COLUMNS "id, organization_id, name, email, role, avatar, status, disabled_us, password_hash"

/* A found operator, and what signing in needs besides. */
typedef struct
{
  BhOperator fields;
  char *hash;
} Found;

static void
found_clear (Found *self)
{
  BhOperator *unwanted = bh_operator_new_take (&self->fields);

  bh_operator_unref (unwanted);
  g_free (self->hash);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static void
read_operator (BhDbRow *row, gpointer data)
{
  Found *found = data;
  BhOperator *fields = &found->fields;

  fields->id = bh_db_row_dup_text (row);
  fields->organization_id = bh_db_row_dup_text (row);
  fields->name = bh_db_row_dup_text (row);
  fields->email = bh_db_row_dup_text (row);
  bh_role_from_string (bh_db_row_text (row), &fields->role);
  fields->avatar = bh_db_row_dup_text (row);
  bh_attendance_from_string (bh_db_row_text (row), &fields->status);
  fields->disabled = bh_db_row_int (row) != 0;
  found->hash = bh_db_row_dup_text (row);
}

/* Returns: (transfer full) (nullable) */
static BhOperator *
find (BhDb *db,
      const char *sql,
      const BhDbValue *params,
      guint n_params,
      char **hash,
      GError **error)
{
  g_auto (Found) found = { 0 };

  if (bh_db_each (db, sql, params, n_params, read_operator, &found, error) != 1 ||
      !bhd_team_rows_of_operator (db, found.fields.organization_id, found.fields.id,
                                  &found.fields.teams, error))
    return NULL;
  if (hash != NULL)
    *hash = g_steal_pointer (&found.hash);
  return bh_operator_new_take (&found.fields);
}

gboolean
bhd_operator_rows_insert (BhDb *db,
                          const BhOperator *
                          operator,
                          const char * password_hash,
                          gint64 now_us,
                          GError **error)
{
  static const char sql[] = "INSERT INTO operator (id, organization_id, email, name, role, "
                            "password_hash, created_us) VALUES ($1, $2, $3, $4, $5, $6, $7)";

  return bh_db_exec (
      db, sql,
      g_variant_new (
          "(ssssssx)", operator->id, operator->organization_id, operator->email, operator->name,
          bh_role_to_string (operator->role), password_hash, now_us),
      error);
}

BhOperator *
bhd_operator_rows_find_by_email (BhDb *db, const char *email, char **hash, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM operator WHERE email = $1";
  const BhDbValue params[] = { BH_TEXT (email) };

  return find (db, sql, params, G_N_ELEMENTS (params), hash, error);
}

BhOperator *
bhd_operator_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM operator WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id) };

  return find (db, sql, params, G_N_ELEMENTS (params), NULL, error);
}

/* While they are listed: whose teams are whose. */
typedef struct
{
  GHashTable *teams; /* operator's id → GStrvBuilder */
  GPtrArray *list;
} Listing;

static void
add_operator (BhDbRow *row, gpointer data)
{
  Listing *listing = data;
  g_auto (Found) found = { 0 };
  GStrvBuilder *teams;

  read_operator (row, &found);
  teams = g_hash_table_lookup (listing->teams, found.fields.id);
  if (teams != NULL)
    found.fields.teams = g_strv_builder_end (teams);
  g_ptr_array_add (listing->list, bh_operator_new_take (&found.fields));
}

GPtrArray *
bhd_operator_rows_list (BhDb *db, const char *organization_id, GError **error)
{
  static const char sql[] =
      "SELECT " COLUMNS " FROM operator WHERE organization_id = $1 ORDER BY created_us, id";
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  g_autoptr (GHashTable) teams = bhd_team_rows_by_operator (db, organization_id, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_operator_unref);
  Listing listing = { teams, list };

  if (teams == NULL ||
      bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_operator, &listing, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
bhd_operator_rows_update (BhDb *db, const BhOperator *operator, gint64 now_us, GError **error)
{
  static const char sql[] =
      "UPDATE operator SET name = $3, email = $4, role = $5, disabled_us = CASE WHEN $6 = 0 THEN 0 "
      "WHEN disabled_us > 0 THEN disabled_us ELSE $7 END WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (operator->organization_id),
                               BH_TEXT (operator->id),
                               BH_TEXT (operator->name),
                               BH_TEXT (operator->email),
                               BH_TEXT (bh_role_to_string (operator->role)),
                               BH_INT (operator->disabled),
                               BH_INT (now_us) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

char **
bhd_operator_rows_list_conversations (BhDb *db,
                                      const char *organization_id,
                                      const char *id,
                                      guint limit,
                                      GError **error)
{
  static const char sql[] = "SELECT id FROM conversation WHERE organization_id = $1 "
                            "AND assignee_id = $2 AND status <> 'resolved' LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id), BH_INT (limit) };

  return bhd_id_list_query (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_operator_rows_set_avatar (BhDb *db,
                              const char *organization_id,
                              const char *id,
                              const char *hash,
                              const char *media_type,
                              GError **error)
{
  static const char sql[] = "UPDATE operator SET avatar = $3, avatar_type = $4 "
                            "WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(ssmsms)", organization_id, id, hash, media_type),
                     error);
}

void
bhd_avatar_free (BhdAvatar *self)
{
  g_free (self->organization_id);
  g_free (self->media_type);
  g_free (self);
}

BhdAvatar *
bhd_operator_rows_find_avatar (BhDb *db, const char *hash, GError **error)
{
  static const char sql[] = "SELECT organization_id, avatar_type FROM operator WHERE avatar = $1 "
                            "ORDER BY organization_id LIMIT 1";
  g_autoptr (GVariant) row = bh_db_query_row (db, "(ss)", sql, g_variant_new ("(s)", hash), error);
  BhdAvatar *self;

  if (row == NULL)
    return NULL;
  self = g_new0 (BhdAvatar, 1);
  g_variant_get (row, "(ss)", &self->organization_id, &self->media_type);
  return self;
}

gboolean
bhd_operator_rows_set_status (BhDb *db,
                              const char *organization_id,
                              const char *id,
                              BhAttendance status,
                              GError **error)
{
  static const char sql[] = "UPDATE operator SET status = $3 "
                            "WHERE organization_id = $1 AND id = $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (id),
                               BH_TEXT (bh_attendance_to_string (status)) };

  return bh_db_put (db, sql, params, G_N_ELEMENTS (params), error);
}

gboolean
bhd_operator_rows_set_password (BhDb *db, const char *id, const char *password_hash, GError **error)
{
  static const char sql[] = "UPDATE operator SET password_hash = $2 WHERE id = $1";

  return bh_db_exec (db, sql, g_variant_new ("(ss)", id, password_hash), error);
}

gboolean
bhd_operator_rows_open_session (BhDb *db,
                                const char *token_hash,
                                const BhOperator *
                                operator,
                                gint64 now_us,
                                gint64 expires_us,
                                GError **error)
{
  static const char sql[] = "INSERT INTO operator_session (token_hash, organization_id, "
                            "operator_id, created_us, expires_us) VALUES ($1, $2, $3, $4, $5)";

  return bh_db_exec (db, sql,
                     g_variant_new ("(sssxx)", token_hash, operator->organization_id, operator->id,
                                    now_us, expires_us),
                     error);
}

static void
keep_operator (BhDbRow *row, gpointer data)
{
  BhdCaller *fields = data;

  fields->organization_id = bh_db_row_dup_text (row);
  fields->operator_id = bh_db_row_dup_text (row);
  fields->name = bh_db_row_dup_text (row);
  bh_role_from_string (bh_db_row_text (row), &fields->role);
  fields->avatar = bh_db_row_dup_text (row);
  bh_attendance_from_string (bh_db_row_text (row), &fields->status);
  fields->expires_us = bh_db_row_int (row);
}

BhdCaller *
bhd_operator_rows_find_session (BhDb *db, const char *token_hash, GError **error)
{
  static const char sql[] = "SELECT s.organization_id, s.operator_id, o.name, o.role, "
                            "o.avatar, o.status, s.expires_us "
                            "FROM operator_session s JOIN operator o ON o.id = s.operator_id "
                            "WHERE s.token_hash = $1 AND o.disabled_us = 0";
  const BhDbValue params[] = { BH_TEXT (token_hash) };
  BhdCaller fields = { .who = BHD_OPERATOR };

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), keep_operator, &fields, error) != 1)
    return NULL;

  fields.token_hash = g_strdup (token_hash);
  return bhd_caller_new_take (&fields);
}

char **
bhd_operator_rows_list_sessions (BhDb *db, const char *email, GError **error)
{
  static const char sql[] = "SELECT s.token_hash FROM operator_session s "
                            "JOIN operator o ON o.id = s.operator_id WHERE o.email = $1";
  g_autoptr (GStrvBuilder) hashes = g_strv_builder_new ();
  g_autoptr (GVariant) rows = bh_db_query (db, "(s)", sql, g_variant_new ("(s)", email), error);
  GVariantIter iter;
  const char *hash;

  if (rows == NULL)
    return NULL;

  g_variant_iter_init (&iter, rows);
  while (g_variant_iter_next (&iter, "(&s)", &hash))
    g_strv_builder_add (hashes, hash);
  return g_strv_builder_end (hashes);
}

gboolean
bhd_operator_rows_close_session (BhDb *db, const char *token_hash, GError **error)
{
  static const char sql[] = "DELETE FROM operator_session WHERE token_hash = $1";

  return bh_db_exec (db, sql, g_variant_new ("(s)", token_hash), error);
}

gboolean
bhd_operator_rows_close_sessions (BhDb *db,
                                  const char *operator_id,
                                  gint64 ended_before_us,
                                  GError **error)
{
  static const char sql[] =
      "DELETE FROM operator_session WHERE operator_id = $1 AND expires_us < $2";

  return bh_db_exec (db, sql, g_variant_new ("(sx)", operator_id, ended_before_us), error);
}

char **
bhd_operator_rows_end_sessions (BhDb *db, const char *operator_id, const char *but, GError **error)
{
  static const char list[] = "SELECT token_hash FROM operator_session "
                             "WHERE operator_id = $1 AND token_hash <> $2";
  static const char sql[] = "DELETE FROM operator_session "
                            "WHERE operator_id = $1 AND token_hash <> $2";
  const BhDbValue params[] = { BH_TEXT (operator_id), BH_TEXT (but != NULL ? but : "") };
  g_auto (GStrv) hashes = bhd_id_list_query (db, list, params, G_N_ELEMENTS (params), error);

  if (hashes == NULL || !bh_db_put (db, sql, params, G_N_ELEMENTS (params), error))
    return NULL;
  return g_steal_pointer (&hashes);
}

gint64
bhd_operator_rows_forget_sessions (BhDb *db, gint64 now_us, guint limit, GError **error)
{
  static const char sql[] =
      "DELETE FROM operator_session WHERE token_hash IN (SELECT token_hash FROM operator_session "
      "WHERE expires_us <= $1 LIMIT $2)";

  if (!bh_db_exec (db, sql, g_variant_new ("(xx)", now_us, (gint64) limit), error))
    return -1;
  return bh_db_changes (db);
}
