/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-operator-rows.h"

G_BEGIN_DECLS

/* Operators' pictures: blobs that anybody may see who knows their hash. */

#define BHD_AVATAR_MAX_SIZE (512 * 1024)
#define BHD_AVATAR_SIDE 1024 /* pixels */

/* Sets (or with a NULL @hash removes) the caller's own; the one before is let go of.
 * Returns: (transfer full): the caller as it is now. */
BhOperator *bhd_avatars_set (BhdTurn *turn,
                             const BhdCaller *caller,
                             const char *hash,
                             const char *media_type,
                             GError **error);

/* Returns: (transfer full): NULL with BH_ERROR_NOT_FOUND where it is nobody's. */
BhdAvatar *bhd_avatars_find (BhdTurn *turn, const char *hash, GError **error);

G_END_DECLS
