/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-directory.h"

#include "server/desk/team/bhd-directory-private.h"

#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/bhd-operator-rows.h"
#include "server/store/rows/team/bhd-canned-rows.h"
#include "server/store/rows/team/bhd-label-rows.h"
#include "server/store/rows/team/bhd-team-rows.h"
#include "server/store/rows/team/bhd-view-rows.h"

void
bhd_directory_clear (BhdDirectory *self)
{
  g_clear_pointer (&self->operators, g_ptr_array_unref);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->canned, g_ptr_array_unref);
  g_clear_pointer (&self->views, g_ptr_array_unref);
}

gboolean
bhd_directory_read (BhdTurn *turn, const BhdCaller *operator, BhdDirectory * self, GError **error)
{
  const char *organization_id = operator->organization_id;
  const char *own = operator->operator_id;

  return (self->operators = bhd_operator_rows_list (turn->db, organization_id, error)) != NULL &&
         (self->teams = bhd_team_rows_list (turn->db, organization_id, error)) != NULL &&
         (self->labels = bhd_label_rows_list (turn->db, organization_id, error)) != NULL &&
         (self->canned = bhd_canned_rows_list (turn->db, organization_id, own, error)) != NULL &&
         (self->views = bhd_view_rows_list (turn->db, organization_id, own, error)) != NULL;
}

gboolean
bhd_directory_tell (BhdTurn *turn, const char *organization_id, const char *what, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "what", what);
  bh_json_end_object (&json);
  return bhd_tell (turn, organization_id, "directory.updated", NULL, &json, error);
}
