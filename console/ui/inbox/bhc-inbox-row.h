/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One conversation in the inbox.  Properties: "conversation", "position" (in the list).
 *
 * A #GtkListView keeps two hundred rows, of which a dozen are seen.  A row that is given another
 * conversation therefore changes its looks, and what it says to a screen reader, only when it is
 * told to: see bhc-row-care.h. */
#define BHC_TYPE_INBOX_ROW (bhc_inbox_row_get_type ())
G_DECLARE_FINAL_TYPE (BhcInboxRow, bhc_inbox_row, BHC, INBOX_ROW, GtkWidget)

guint bhc_inbox_row_get_position (BhcInboxRow *self);
gboolean bhc_inbox_row_is_stale (BhcInboxRow *self);
void bhc_inbox_row_age (BhcInboxRow *self); /* what it shows may have another name now */
void bhc_inbox_row_refresh (BhcInboxRow *self, BhcDesk *desk); /* (nullable) */

G_END_DECLS
