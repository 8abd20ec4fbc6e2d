/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-conversation.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One conversation in the inbox.  Property: "conversation". */
#define BHC_TYPE_INBOX_ROW (bhc_inbox_row_get_type ())
G_DECLARE_FINAL_TYPE (BhcInboxRow, bhc_inbox_row, BHC, INBOX_ROW, AdwBin)

G_END_DECLS
