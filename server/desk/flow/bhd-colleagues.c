/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/flow/bhd-colleagues-private.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-refuse-private.h"

BhdColleague *
bhd_colleagues_find (BhdTurn *turn,
                     const char *organization_id,
                     const char *id,
                     const char *field,
                     GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdColleague) found = bhd_colleague_rows_find (turn->db, organization_id, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (found == NULL)
    bhd_refuse_field (error, field, "there is no such colleague");
  else if (found->disabled)
    bhd_refuse_field (error, field, "%s is disabled and cannot have it", found->name);
  else
    return g_steal_pointer (&found);
  return NULL;
}

gboolean
bhd_colleagues_check (BhdTurn *turn, const BhdCaller *operator, GError ** error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdColleague) found =
      bhd_colleague_rows_find (turn->db, operator->organization_id, operator->operator_id, &inner);

  if (found != NULL && !found->disabled)
    return TRUE;
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN, "your account is disabled: ask an admin");
  return FALSE;
}
