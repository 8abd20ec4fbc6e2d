/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How a conversation is sorted (snoozed until, priority, labels, team, blocked), who of the team
 * looks at it, and the buttons that change that.  What is asked for is shown at once, and taken
 * back with a sentence where the daemon refuses.  Property "desk".
 *
 * Signals: "failed" (const char *sentence); "ready": what is possible has changed. */
#define BHC_TYPE_DEED_BAR (bhc_deed_bar_get_type ())
G_DECLARE_FINAL_TYPE (BhcDeedBar, bhc_deed_bar, BHC, DEED_BAR, AdwBin)

void bhc_deed_bar_set_conversation (BhcDeedBar *self,
                                    BhcConversation *conversation); /* (nullable) */

/* The actions for the pane around it: “conversation.transfer”, “.snooze” (s), “.snooze-until”,
 * “.snooze-menu”, “.wake”, “.priority” (s), “.priority-menu”, “.labels”, “.erase”. */
void bhc_deed_bar_install (GtkWidgetClass *pane, GtkWidgetActionActivateFunc activate);
void bhc_deed_bar_do (BhcDeedBar *self, const char *action, GVariant *parameter);

/* Enables those actions of @pane that are possible now. */
void bhc_deed_bar_enable (BhcDeedBar *self, GtkWidget *pane);

G_END_DECLS
