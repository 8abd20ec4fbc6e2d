/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One line of a transcript, its look chosen by who wrote it.  Property: "message".  Its buttons
 * activate "message.retry" and "message.discard" with the message's id. */
#define BHC_TYPE_MESSAGE_ROW (bhc_message_row_get_type ())
G_DECLARE_FINAL_TYPE (BhcMessageRow, bhc_message_row, BHC, MESSAGE_ROW, AdwBin)

G_END_DECLS
