/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Tables team and team_member. */
typedef struct
{
  char *id;
  char *name;
  char *key;      /* the name, folded */
  char **members; /* (nullable) operators' ids; NULL: none */
  gint64 created_us;
} BhdTeamRow;

void bhd_team_row_free (BhdTeamRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdTeamRow, bhd_team_row_free)

/* Returns: (transfer full): of BhdTeamRow, in the order in which they were made */
GPtrArray *bhd_team_rows_list (BhDb *db, const char *organization_id, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdTeamRow *
bhd_team_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);

/* BH_ERROR_CONFLICT for a name that another one has.  Members are set by themselves. */
gboolean
bhd_team_rows_insert (BhDb *db, const char *organization_id, const BhdTeamRow *row, GError **error);
gboolean
bhd_team_rows_update (BhDb *db, const char *organization_id, const BhdTeamRow *row, GError **error);
gboolean bhd_team_rows_set_members (BhDb *db,
                                    const char *organization_id,
                                    const BhdTeamRow *row,
                                    GError **error);

/* With its members. */
gboolean
bhd_team_rows_delete (BhDb *db, const char *organization_id, const char *id, GError **error);

/* The teams of one operator, of all.  @teams: (out) (transfer full).
 * Returns: (transfer full): operator's id → GStrvBuilder of ids */
gboolean bhd_team_rows_of_operator (BhDb *db,
                                    const char *organization_id,
                                    const char *operator_id,
                                    char ***teams,
                                    GError **error);
GHashTable *bhd_team_rows_by_operator (BhDb *db, const char *organization_id, GError **error);

/* Up to @limit conversations that are its.  Returns: (transfer full): their ids */
char **bhd_team_rows_list_conversations (BhDb *db,
                                         const char *organization_id,
                                         const char *id,
                                         guint limit,
                                         GError **error);

G_END_DECLS
