/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-view.h"
#include "console/model/bhc-conversation.h"

G_BEGIN_DECLS

/* A GListModel of BhcConversation: one view of the cache in some order, rows made when
 * they are looked at (100,000 conversations cost nothing until scrolled to).  Main thread. */
#define BHC_TYPE_INBOX (bhc_inbox_get_type ())
G_DECLARE_FINAL_TYPE (BhcInbox, bhc_inbox, BHC, INBOX, GObject)

BhcSort bhc_inbox_get_sort (BhcInbox *self); /* at first by activity */
void bhc_inbox_set_sort (BhcInbox *self, BhcSort sort);

G_END_DECLS
