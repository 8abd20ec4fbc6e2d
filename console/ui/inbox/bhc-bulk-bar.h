/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What can be done with several conversations at once.  Its words end at the action “desk.tell”.
 * Property: "desk".
 *
 * Signal "cleared": nothing is to be selected any more. */
#define BHC_TYPE_BULK_BAR (bhc_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (BhcBulkBar, bhc_bulk_bar, BHC, BULK_BAR, AdwBin)

/* @conversations: of BhcConversation, shared; the bar is of use where there are some. */
void bhc_bulk_bar_show (BhcBulkBar *self, GPtrArray *conversations);

/* Escape anywhere in @pane, which the bar is a part of: the same as its button that clears. */
void bhc_bulk_bar_leave_by_escape (BhcBulkBar *self, GtkWidget *pane);

G_END_DECLS
