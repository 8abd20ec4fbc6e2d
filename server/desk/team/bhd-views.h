/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/team/bhd-view-rows.h"

G_BEGIN_DECLS

/* Views of the inbox that are kept, own and shared ones. */

#define BHD_VIEWS_MAX 24 /* that one operator sees */

/* What is NULL is not given. */
typedef struct
{
  const char *id; /* of a new one */
  const char *name;
  const char *sort;
  const char *filter; /* as it came, see bhd_view_filter_read() */
  const gint64 *position;
  const gboolean *shared;
} BhdViewChange;

/* Returns: (transfer full): made, or the one that has this id (*@created FALSE); BH_ERROR_CONFLICT
 * where somebody would see too many, _FORBIDDEN for a shared one by an agent, _INVALID. */
BhdViewRow *bhd_views_create (BhdTurn *turn,
                              const BhdCaller *
                              operator,
                              const BhdViewChange * draft,
                              gboolean *created,
                              GError **error);
/* @was_shared: (out): it was everybody's before. */
BhdViewRow *bhd_views_change (BhdTurn *turn,
                              const BhdCaller *
                              operator,
                              const char * id,
                              const BhdViewChange *change,
                              gboolean *was_shared,
                              GError **error);

/* @shared: (out): it was everybody's. */
gboolean bhd_views_delete (BhdTurn *turn,
                           const BhdCaller *
                           operator,
                           const char * id,
                           gboolean *shared,
                           GError **error);

G_END_DECLS
