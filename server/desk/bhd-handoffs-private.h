/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-change-private.h"

G_BEGIN_DECLS

/* Moving a handoff moves its conversation, and the other way round: each of these is both, with its
 * notice.  @row must be in a state that allows it; the callers look. */

/* unresolved → escalated, waiting: a person is wanted.  Ends what the AI was about to say. */
gboolean bhd_handoffs_request (BhdTurn *turn,
                               BhdConversationRow *row,
                               const char *reason,
                               const char *summary,
                               GError **error);

/* An open handoff has another reason now, whoever has it; without a notice, not yet announced. */
gboolean bhd_handoffs_change_reason (BhdTurn *turn,
                                     BhdConversationRow *row,
                                     const char *reason,
                                     GError **error);

/* unresolved or waiting → escalated and @operator's.  BH_ERROR_CLAIMED where somebody was quicker,
 * BH_ERROR_FORBIDDEN where @operator has been disabled. */
gboolean bhd_handoffs_take (BhdTurn *turn,
                            BhdConversationRow *row,
                            const BhdCaller *
                            operator,
                            GError ** error);

/* @operator's (nullable: somebody's who is not asked) → waiting again. */
gboolean bhd_handoffs_release (BhdTurn *turn,
                               BhdConversationRow *row,
                               const BhdCaller *
                               operator,
                               GError ** error);

/* any → resolved.  @name: who closes it. */
gboolean
bhd_handoffs_resolve (BhdTurn *turn, BhdConversationRow *row, const char *name, GError **error);

/* resolved → escalated and @operator's. */
gboolean bhd_handoffs_reopen (BhdTurn *turn,
                              BhdConversationRow *row,
                              const BhdCaller *
                              operator,
                              GError ** error);

/* unresolved or escalated → @to's, or (NULL) waiting for a team.  @name: who or which.  @by: the id
 * of the operator who does it. */
gboolean bhd_handoffs_hand_over (BhdTurn *turn,
                                 BhdConversationRow *row,
                                 const BhdCaller *to,
                                 const char *name,
                                 const char *by,
                                 GError **error);

/* escalated → unresolved: the AI's again.  What was asked for before lies behind the boundary. */
gboolean
bhd_handoffs_return (BhdTurn *turn, BhdConversationRow *row, const char *name, GError **error);

/* Says whose it is. */
void bhd_handoffs_set_claimed_error (const BhdConversationRow *row, GError **error);

G_END_DECLS
