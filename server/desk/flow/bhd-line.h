/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/flow/bhd-line-rows.h"

G_BEGIN_DECLS

/* The line of those who wait for a person, as it is told to them. */

/* Returns: (transfer full): of BhdLinePlace, who is next first. */
GPtrArray *bhd_line_list (BhdTurn *turn, const char *organization_id, GError **error);

/* Sets queue_position of records that nobody else has yet; of all of them with one question. */
gboolean bhd_line_place (BhdTurn *turn,
                         const char *organization_id,
                         BhConversation *conversation,
                         GError **error);
gboolean bhd_line_place_all (BhdTurn *turn,
                             const char *organization_id,
                             GPtrArray *conversations,
                             GError **error);

G_END_DECLS
