/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The left pane: views and the list of conversations.  Properties: "desk", "show-close" (the
 * window's own buttons).
 *
 * Signal "opened" (BhcConversation *, gboolean enter): somebody chose a row; @enter: to work in it,
 * not only to look at it. */
#define BHC_TYPE_INBOX_PANE (bhc_inbox_pane_get_type ())
G_DECLARE_FINAL_TYPE (BhcInboxPane, bhc_inbox_pane, BHC, INBOX_PANE, AdwBin)

void bhc_inbox_pane_set_view (BhcInboxPane *self, BhcView view);
void bhc_inbox_pane_show_nth (BhcInboxPane *self, guint n); /* view, from above; 0 is the first */

/* Marks the row of the conversation that is open; it may be in another view.  @id: (nullable) */
void bhc_inbox_pane_set_current (BhcInboxPane *self, const char *id);
void bhc_inbox_pane_walk (BhcInboxPane *self,
                          int step); /* opens the next (1) or previous (-1) row */
void bhc_inbox_pane_focus (BhcInboxPane *self);

G_END_DECLS
