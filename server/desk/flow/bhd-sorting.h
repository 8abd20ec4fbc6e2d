/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

#define BHD_SORTING_LABELS 20 /* on one conversation */

/* How the desk sorts a conversation; what is not given stays as it is. */
typedef struct
{
  const char *priority;      /* (nullable): not given */
  const char *const *labels; /* (nullable): not given; ids */
  gboolean has_team;
  const char *team_id; /* (nullable): no team */
  gboolean has_snooze;
  gint64 snoozed_until_us; /* 0: the snooze ends */
} BhdSorting;

/* All of it or nothing; what is so already is no news.  BH_ERROR_INVALID for labels and teams that
 * are not there and for a time in the past, BH_ERROR_CLOSED for putting off what is closed.
 * Returns: (transfer full) */
BhConversation *bhd_sorting_change (BhdTurn *turn,
                                    const BhdCaller *
                                    operator,
                                    const char * id,
                                    const BhdSorting *sorting,
                                    GError **error);

G_END_DECLS
