/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-conversation-rows.h"
#include "server/store/rows/hooks/bhd-webhook-rows.h"

G_BEGIN_DECLS

/* What webhooks are told of: one table says which change causes which event and what is written of
 * it.  Deliveries are queued in the turn that caused them. */

/* Those that can be chosen.  NULL-terminated. */
const char *const *bhd_hook_event_names (void);

/* A conversation has changed, and @feed says so in the log.  @message: (nullable): what was said.
 * Costs nothing where nobody wants to hear of it: @row knows. */
gboolean bhd_hook_events_note_change (BhdTurn *turn,
                                      const BhdConversationRow *row,
                                      const BhMessage *message,
                                      const char *feed,
                                      GError **error);

/* Something else has happened: @name of the table, about @record, a JSON object.  Costs one look at
 * the organisation's row. */
gboolean bhd_hook_events_note (BhdTurn *turn,
                               const char *organization_id,
                               const char *name,
                               const char *record,
                               const char *contact_id,
                               GError **error);

/* Asks @webhook whether it hears, wanted or not.  Returns: (transfer full): the delivery's id. */
char *bhd_hook_events_ping (BhdTurn *turn, const BhdWebhookRow *webhook, GError **error);

G_END_DECLS
