/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where a conversation stands, and the buttons that change that.  Property "desk".
 *
 * Signals: "acted" (int action, gboolean next): it was done (BhcAction; @next: and another
 * conversation is wanted); "failed" (const char *sentence); "ready": what is possible has changed.
 */
#define BHC_TYPE_STATUS_STRIP (bhc_status_strip_get_type ())
G_DECLARE_FINAL_TYPE (BhcStatusStrip, bhc_status_strip, BHC, STATUS_STRIP, AdwBin)

/* @conversation: (nullable) */
void bhc_status_strip_set_conversation (BhcStatusStrip *self, BhcConversation *conversation);
void bhc_status_strip_refresh (BhcStatusStrip *self); /* time has passed */

/* The actions for the pane around it: “conversation.claim”, “.release”, “.resolve”,
 * “.resolve-next”, “.reopen”, “.return”. */
void bhc_status_strip_install (GtkWidgetClass *pane, GtkWidgetActionActivateFunc activate);
void bhc_status_strip_do (BhcStatusStrip *self, const char *action);

/* Enables those actions of @pane that are possible now. */
void bhc_status_strip_enable (BhcStatusStrip *self, GtkWidget *pane);

G_END_DECLS
