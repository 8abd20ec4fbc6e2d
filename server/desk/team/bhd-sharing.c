/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-sharing-private.h"

#include "common/bh-error.h"

gboolean
bhd_sharing_may_see (const BhdCaller *operator, const char * owner_id)
{
  return owner_id == NULL || g_strcmp0 (owner_id, operator->operator_id) == 0;
}

gboolean
bhd_sharing_check (const BhdCaller *operator, const char * owner_id, GError **error)
{
  if (owner_id != NULL || operator->role >= BH_ROLE_ADMIN)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN,
               "what is shared only an admin changes: keep one of your own");
  return FALSE;
}

char *
bhd_sharing_owner (const BhdCaller *operator, gboolean shared)
{
  return shared ? NULL : g_strdup (operator->operator_id);
}
