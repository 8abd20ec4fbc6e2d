/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Hands a conversation to a colleague or a team, with a note for them; closes when that is done. */
#define BHC_TYPE_TRANSFER_WINDOW (bhc_transfer_window_get_type ())
G_DECLARE_FINAL_TYPE (BhcTransferWindow, bhc_transfer_window, BHC, TRANSFER_WINDOW, AdwWindow)

GtkWidget *
bhc_transfer_window_new (GtkWindow *parent, BhcDesk *desk, BhcConversation *conversation);

G_END_DECLS
