/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"

G_BEGIN_DECLS

/* What is somebody's own or everybody's: the own is everybody's right, the shared an admin's.
 * @owner_id: (nullable): shared. */

gboolean bhd_sharing_may_see (const BhdCaller *operator, const char * owner_id);

/* BH_ERROR_FORBIDDEN for what is shared and @operator no admin. */
gboolean bhd_sharing_check (const BhdCaller *operator, const char * owner_id, GError **error);

/* Whose it is to be.  Returns: (transfer full) (nullable): NULL: everybody's */
char *bhd_sharing_owner (const BhdCaller *operator, gboolean shared);

G_END_DECLS
