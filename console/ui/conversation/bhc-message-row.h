/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One line of a transcript, its look chosen by who wrote it.  Property: "message".  Its buttons
 * activate "message.retry" and "message.discard" with the message's id. */
#define BHC_TYPE_MESSAGE_ROW (bhc_message_row_get_type ())
G_DECLARE_FINAL_TYPE (BhcMessageRow, bhc_message_row, BHC, MESSAGE_ROW, AdwBin)

/* A key while its list item has the focus: Ctrl+C copies, the menu key opens what can be done. */
gboolean bhc_message_row_handle_key (BhcMessageRow *self, guint key, GdkModifierType state);

G_END_DECLS
