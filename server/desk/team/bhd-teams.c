/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-teams.h"

#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/desk/team/bhd-withdrawal-private.h"
#include "server/store/rows/bhd-operator-rows.h"

#include <glib/gi18n.h>

static BhdTeamRow *
find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  BhdTeamRow *row = bhd_team_rows_find (turn->db, organization_id, id, &inner);

  bhd_tell_found (row != NULL, N_ ("no such team"), inner, error);
  return row;
}

/* The ids of all operators there are.  Returns: (transfer full) */
static GHashTable *
list_operators (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) operators = bhd_operator_rows_list (turn->db, organization_id, error);
  GHashTable *ids;

  if (operators == NULL)
    return NULL;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < operators->len; i++)
    g_hash_table_add (ids, g_strdup (((const BhOperator *) operators->pdata[i])->id));
  return ids;
}

/* Each of them once.  Returns: FALSE with BH_ERROR_INVALID for who is not here. */
static gboolean
set_members (BhdTurn *turn,
             const char *organization_id,
             BhdTeamRow *row,
             char *const *members,
             GError **error)
{
  g_autoptr (GHashTable) here = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  if (members == NULL)
    return TRUE;
  here = list_operators (turn, organization_id, error);
  for (guint i = 0; here != NULL && members[i] != NULL; i++)
    if (!g_hash_table_contains (here, members[i]))
      return bhd_refuse_field (error, "members", "nobody here is “%s”", members[i]);
    else if (g_hash_table_add (seen, members[i]))
      g_strv_builder_add (kept, members[i]);
  g_strfreev (row->members);
  row->members = g_strv_builder_end (kept);
  return here != NULL;
}

static void
set_name (BhdTeamRow *row, const char *name)
{
  if (name == NULL)
    return;
  g_free (row->key);
  row->key = bhd_fold (name);
  bhd_set_given (&row->name, name);
}

static gboolean
announce (BhdTurn *turn,
          const char *organization_id,
          const BhdTeamRow *row,
          gboolean stored,
          GError *inner,
          GError **error)
{
  if (!stored)
    return bhd_refuse_taken (inner, error, "name", "there is a team “%s” already", row->name);
  return bhd_team_rows_set_members (turn->db, organization_id, row, error) &&
         bhd_directory_tell (turn, organization_id, "teams", error);
}

static gboolean
has_room (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_team_rows_list (turn->db, organization_id, error);

  return rows != NULL &&
         bhd_refuse_full (rows->len, BHD_TEAMS_MAX, error,
                          "there are %d teams already: remove one first", BHD_TEAMS_MAX);
}

BhdTeamRow *
bhd_teams_create (BhdTurn *turn,
                  const BhdCaller *
                  operator,
                  const BhdTeamRow * draft,
                  gboolean *created,
                  GError **error)
{
  const char *organization_id = operator->organization_id;
  GError *inner = NULL;
  g_autoptr (BhdTeamRow) row = bhd_team_rows_find (turn->db, organization_id, draft->id, &inner);
  gboolean stored;

  *created = FALSE;
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (inner != NULL || row != NULL)
    return g_steal_pointer (&row);

  row = g_new0 (BhdTeamRow, 1);
  row->id = g_strdup (draft->id);
  row->created_us = turn->now_us;
  set_name (row, draft->name);
  if (!set_members (turn, organization_id, row, draft->members, error) ||
      !has_room (turn, organization_id, error))
    return NULL;
  stored = bhd_team_rows_insert (turn->db, organization_id, row, &inner);
  *created = announce (turn, organization_id, row, stored, inner, error);
  return *created ? g_steal_pointer (&row) : NULL;
}

BhdTeamRow *
bhd_teams_change (BhdTurn *turn,
                  const BhdCaller *
                  operator,
                  const char * id,
                  const BhdTeamRow *change,
                  GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdTeamRow) row = find (turn, organization_id, id, error);
  GError *inner = NULL;
  gboolean stored;

  if (row == NULL || !set_members (turn, organization_id, row, change->members, error))
    return NULL;
  set_name (row, change->name);
  stored = bhd_team_rows_update (turn->db, organization_id, row, &inner);
  return announce (turn, organization_id, row, stored, inner, error) ? g_steal_pointer (&row)
                                                                     : NULL;
}

static gboolean
take_off (BhdTurn *turn, BhdConversationRow *row, const char *id, GError **error)
{
  bhd_change_set (&row->fields.team_id, NULL);
  bhd_change_set (&row->fields.team_name, NULL);
  return TRUE;
}

gboolean
bhd_teams_delete (BhdTurn *turn,
                  const BhdCaller *
                  operator,
                  const char * id,
                  gboolean *more,
                  GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdTeamRow) row = find (turn, organization_id, id, error);
  g_auto (GStrv) ids = NULL;

  *more = FALSE;
  if (row != NULL)
    ids = bhd_team_rows_list_conversations (turn->db, organization_id, id, BHD_WITHDRAWAL_PIECE,
                                            error);
  if (ids == NULL || !bhd_withdrawal_do_piece (turn, operator, ids, take_off, id, more, error))
    return FALSE;
  return *more || (bhd_team_rows_delete (turn->db, organization_id, id, error) &&
                   bhd_directory_tell (turn, organization_id, "teams", error));
}
