/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-avatars.h"

#include "server/desk/bhd-identity.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/store/rows/knowledge/bhd-blob-rows.h"

#include <glib/gi18n.h>

/* The picture there was may go, and the team hears that there is another. */
static gboolean
replace (BhdTurn *turn, const BhOperator *before, GError **error)
{
  if (before->avatar != NULL)
    {
      turn->wakes |= BHD_WAKE_SWEEPER;
      if (!bhd_blob_rows_release (turn->db, before->organization_id, before->avatar, error))
        return FALSE;
    }
  return bhd_directory_tell (turn, before->organization_id, "operators", error);
}

BhOperator *
bhd_avatars_set (BhdTurn *turn,
                 const BhdCaller *caller,
                 const char *hash,
                 const char *media_type,
                 GError **error)
{
  g_autoptr (BhOperator) before = bhd_identity_get_operator (turn, caller, error);

  if (before == NULL || !bhd_operator_rows_set_avatar (turn->db, caller->organization_id,
                                                       before->id, hash, media_type, error))
    return NULL;
  turn->wakes |= BHD_WAKE_FRONTS; /* they show visitors who is there */
  if (g_strcmp0 (before->avatar, hash) != 0 && !replace (turn, before, error))
    return NULL;
  return bhd_identity_get_operator (turn, caller, error);
}

BhdAvatar *
bhd_avatars_find (BhdTurn *turn, const char *hash, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdAvatar) found = bhd_operator_rows_find_avatar (turn->db, hash, &inner);

  return bhd_tell_found (found != NULL, N_ ("no such picture"), inner, error)
             ? g_steal_pointer (&found)
             : NULL;
}
