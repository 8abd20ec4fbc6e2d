/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-draft.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-conversation-rows.h"

G_BEGIN_DECLS

/* What the AI would say where it only suggests: the operators' to send, change or throw away. */

/* @draft: (out) (transfer full) (nullable): NULL where none waits.  Returns: FALSE with @error set.
 */
gboolean bhd_drafts_find (BhdTurn *turn,
                          const BhdCaller *
                          operator,
                          const char * conversation_id,
                          BhDraft **draft,
                          GError **error);

/* Takes it away; none there is success.  @run_id: (nullable): only where it is this run's. */
gboolean bhd_drafts_discard (BhdTurn *turn,
                             const BhdCaller *
                             operator,
                             const char * conversation_id,
                             const char *run_id,
                             GError **error);

/* The same in a turn that has the conversation: somebody has answered. */
gboolean bhd_drafts_withdraw (BhdTurn *turn,
                              const BhdConversationRow *row,
                              const char *run_id,
                              GError **error);

/* For the end of a run: replaces what waits.  @sources: (nullable) a JSON array */
gboolean bhd_drafts_put (BhdTurn *turn,
                         const BhdConversationRow *row,
                         const char *run_id,
                         const char *body,
                         const char *sources,
                         GError **error);

G_END_DECLS
