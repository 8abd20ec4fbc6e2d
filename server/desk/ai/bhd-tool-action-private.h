/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-change-private.h"
#include "server/store/rows/ai/bhd-tool-call-rows.h"
#include "server/store/rows/ai/bhd-tool-rows.h"

G_BEGIN_DECLS

/* The question below a message: “action” in its extra. */
typedef struct
{
  const char *call_id;
  const char *token;
  gint64 expires_us;
} BhdToolAction;

/* Returns: (transfer full): the JSON object, with the question in words. */
char *
bhd_tool_action_write (const BhdToolAction *action, const BhdToolRow *tool, const char *arguments);

/* Gives the question of @call another state and takes its token away.  Returns: (transfer full):
 * the message as it is now; BH_ERROR_NOT_FOUND where it was never stored. */
BhMessage *bhd_tool_action_amend (BhdTurn *turn,
                                  const BhdConversationRow *row,
                                  const BhdToolCallRow *call,
                                  const char *state,
                                  GError **error);

/* The message that asks; errors as above. */
BhMessage *bhd_tool_action_find (BhdTurn *turn, const BhdToolCallRow *call, GError **error);

G_END_DECLS
