/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/people/bhd-attendance.h"

#include "server/desk/bhd-identity.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/store/rows/bhd-operator-rows.h"

#define RUNNING_MAX 100

void
bhd_occupation_clear (BhdOccupation *self)
{
  g_clear_pointer (&self->operators, g_ptr_array_unref);
  g_clear_pointer (&self->loads, g_hash_table_unref);
  g_clear_pointer (&self->running, g_ptr_array_unref);
}

static void
leave_out_disabled (GPtrArray *operators)
{
  for (guint i = operators->len; i-- > 0;)
    if (((const BhOperator *) g_ptr_array_index (operators, i))->disabled)
      g_ptr_array_remove_index (operators, i);
}

gboolean
bhd_occupation_read (BhdTurn *turn,
                     const char *organization_id,
                     BhdOccupation *self,
                     GError **error)
{
  self->operators = bhd_operator_rows_list (turn->db, organization_id, error);
  if (self->operators == NULL)
    return FALSE;
  leave_out_disabled (self->operators);
  self->loads = bhd_load_rows_by_operator (turn->db, organization_id, error);
  if (self->loads == NULL)
    return FALSE;
  self->running = bhd_load_rows_list_running (turn->db, organization_id, RUNNING_MAX, error);
  return self->running != NULL;
}

BhdLoad
bhd_occupation_load (const BhdOccupation *self, const char *operator_id)
{
  const BhdLoad *load = g_hash_table_lookup (self->loads, operator_id);

  return load != NULL ? *load : (BhdLoad){ 0 };
}

BhOperator *
bhd_attendance_set (BhdTurn *turn, const BhdCaller *operator, BhAttendance status, GError **error)
{
  if (!bhd_operator_rows_set_status (turn->db, operator->organization_id, operator->operator_id,
                                     status, error) ||
      !bhd_directory_tell (turn, operator->organization_id, "operators", error))
    return NULL;
  turn->wakes |= BHD_WAKE_FRONTS; /* what visitors are told of who is there */
  return bhd_identity_get_operator (turn, operator, error);
}
