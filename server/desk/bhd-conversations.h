/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Everywhere: a visitor reaches a conversation only through session → contact → conversation →
 * organisation, an operator only their organisation's; anything else is BH_ERROR_NOT_FOUND. */

/* Opens (with the greeting as its first stored message), or finds what the same id opened before.
 * Returns: (transfer full) */
BhConversation *bhd_conversations_open (BhdTurn *turn,
                                        const BhdCaller *visitor,
                                        const char *id,
                                        gboolean *created,
                                        GError **error);

/* The same, with one of the widget's own greetings instead: @rule (nullable) is its id. */
BhConversation *bhd_conversations_open_with (BhdTurn *turn,
                                             const BhdCaller *visitor,
                                             const char *id,
                                             const char *rule,
                                             gboolean *created,
                                             GError **error);
BhConversation *
bhd_conversations_find (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error);

/* The visitor's own by last activity, newest first, behind @before_us and @before_id (0, NULL: from
 * the top). */
GPtrArray *bhd_conversations_list_own (BhdTurn *turn,
                                       const BhdCaller *visitor,
                                       gint64 before_us,
                                       const char *before_id,
                                       guint limit,
                                       GError **error);
/* The organisation's by id, newest first, behind @after_id (NULL: from the top). */
GPtrArray *bhd_conversations_snapshot (BhdTurn *turn,
                                       const BhdCaller *
                                       operator,
                                       const char * after_id,
                                       guint limit,
                                       GError **error);

/* Handoff and ownership.  Each is one transaction: status, handoff row, one visible notice, events.
 */
BhConversation *bhd_conversations_want_person (BhdTurn *turn,
                                               const BhdCaller *visitor,
                                               const char *id,
                                               GError **error);
/* As above, and a call back is owed: the priority becomes high, also where a person is wanted or
 * there already. */
BhConversation *bhd_conversations_want_call (BhdTurn *turn,
                                             const BhdCaller *visitor,
                                             const char *id,
                                             GError **error);
BhConversation *
bhd_conversations_claim (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error);
BhConversation *bhd_conversations_release (BhdTurn *turn,
                                           const BhdCaller *
                                           operator,
                                           const char * id,
                                           GError **error);
BhConversation *bhd_conversations_resolve (BhdTurn *turn,
                                           const BhdCaller *
                                           operator,
                                           const char * id,
                                           GError **error);
BhConversation *bhd_conversations_reopen (BhdTurn *turn,
                                          const BhdCaller *
                                          operator,
                                          const char * id,
                                          GError **error);

/* Back to the AI, which answers at once where the visitor's last words are without an answer.  One
 * that is the AI's already stays as it is; an agent returns their own and what nobody has.
 * BH_ERROR_CONFLICT where the organisation's AI is off, BH_ERROR_CLOSED. */
BhConversation *bhd_conversations_return (BhdTurn *turn,
                                          const BhdCaller *
                                          operator,
                                          const char * id,
                                          GError **error);

G_END_DECLS
