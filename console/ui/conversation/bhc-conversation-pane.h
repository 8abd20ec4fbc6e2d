/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The middle pane: one conversation, what can be done with it, and the composer.  Properties:
 * "desk", "show-back" (a way back to the inbox), "show-close" (the window's own buttons),
 * "contact-shown" (the contact pane's toggle).
 *
 * Signals: "back"; "failed" (const char *sentence): something could not be done; "find-next"
 * (const char *conversation) → (transfer full) (nullable) id: which one of the list comes after it.
 *
 * Actions: those of bhc-status-strip.h and bhc-deed-bar.h; conversation.note, .latest, .explain;
 * message.retry, .discard. */
#define BHC_TYPE_CONVERSATION_PANE (bhc_conversation_pane_get_type ())
G_DECLARE_FINAL_TYPE (BhcConversationPane, bhc_conversation_pane, BHC, CONVERSATION_PANE, AdwBin)

void bhc_conversation_pane_set_conversation (BhcConversationPane *self,
                                             BhcConversation *conversation); /* (nullable) */

/* None is open now: the one wanted is being fetched; FALSE: in vain. */
void bhc_conversation_pane_await (BhcConversationPane *self, gboolean waiting);
BhcConversation *
bhc_conversation_pane_get_conversation (BhcConversationPane *self); /* (nullable) */
void bhc_conversation_pane_focus_composer (BhcConversationPane *self);

/* Of the open conversation; @words are marked in it for a moment. */
void bhc_conversation_pane_show_message (BhcConversationPane *self, gint64 seq, const char *words);

G_END_DECLS
