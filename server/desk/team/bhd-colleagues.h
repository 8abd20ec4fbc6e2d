/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Who works here, and how that changes.  The local administrator may do all of it; of operators
 * only an owner makes and changes owners (BH_ERROR_FORBIDDEN), and who is the last owner that can
 * sign in stays one (_CONFLICT). */

/* What is NULL is not given. */
typedef struct
{
  const char *id; /* of a new one */
  const char *name;
  const char *email;
  const BhRole *role;
  const char *password_hash;
  const gboolean *disabled;
} BhdColleagueChange;

/* Returns: (transfer full): made, or the one that has this id and address (*@created FALSE);
 * BH_ERROR_CONFLICT for an id or an address that is somebody else's. */
BhOperator *bhd_colleagues_create (BhdTurn *turn,
                                   const BhdCaller *caller,
                                   const BhdColleagueChange *draft,
                                   gboolean *created,
                                   GError **error);

/* @ended: (out) (transfer full): the token hashes of the sessions that are over, so that their
 * feeds can be cut off: all of who is disabled, the others of whose password is new.  What a
 * disabled operator had is given back afterwards, see below.  Returns: (transfer full) */
BhOperator *bhd_colleagues_change (BhdTurn *turn,
                                   const BhdCaller *caller,
                                   const char *id,
                                   const BhdColleagueChange *change,
                                   char ***ended,
                                   GError **error);

/* Releases some of the conversations that a disabled operator has, each with its notice.
 * *@more: (out): call again. */
gboolean bhd_colleagues_give_back (BhdTurn *turn,
                                   const BhdCaller *caller,
                                   const char *id,
                                   gboolean *more,
                                   GError **error);

G_END_DECLS
