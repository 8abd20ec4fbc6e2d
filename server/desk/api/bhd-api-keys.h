/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/api/bhd-api-key-rows.h"

G_BEGIN_DECLS

/* Keys of programs: a widget key may chat in the organisation's name, an admin key may read what
 * was said.  A key is told when it is made and never again. */

/* Makes a key under @id (nullable: a new one).  @secret: (out) (transfer full).
 * Errors: BH_ERROR_CONFLICT where the id names a key already, since that key cannot be told.
 * Returns: (transfer full) */
BhdApiKeyRow *bhd_api_keys_create (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *id,
                                   const char *kind,
                                   const char *name,
                                   char **secret,
                                   GError **error);

/* Those that are good.  Returns: (transfer full): of BhdApiKeyRow */
GPtrArray *bhd_api_keys_list (BhdTurn *turn, const char *organization_id, GError **error);

/* From now on it opens nothing.  Twice is once; BH_ERROR_NOT_FOUND. */
gboolean
bhd_api_keys_revoke (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* Who has this key.  @who: BHD_WIDGET_KEY or BHD_ADMIN_KEY; @secret: (nullable).
 * Errors: BH_ERROR_UNAUTHORIZED; BH_ERROR_UNAVAILABLE where nobody has an admin key at all.
 * Returns: (transfer full) */
BhdCaller *
bhd_api_keys_authenticate (BhdTurn *turn, BhdWho who, const char *secret, GError **error);

/* Notes that the key is in use, where that is not known for the hour.  Writing turns. */
gboolean bhd_api_keys_touch (BhdTurn *turn, const BhdCaller *caller, GError **error);

G_END_DECLS
