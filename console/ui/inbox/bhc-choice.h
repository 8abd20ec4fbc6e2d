/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-conversation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Several rows of the inbox at once.  All of a large inbox would have to be read, so that there is
 * an end to how many are chosen. */
#define BHC_CHOOSE_AT_MOST 200

guint bhc_choice_first (GtkSelectionModel *model); /* or GTK_INVALID_LIST_POSITION */
guint bhc_choice_count (GtkSelectionModel *model);
GPtrArray *bhc_choice_list (GtkSelectionModel *model); /* (transfer full): of BhcConversation */

/* Choosing all stops at the most; while @choose is active, a press on a row adds or takes it. */
void bhc_choice_attach (GtkListView *list, GtkToggleButton *choose);

G_END_DECLS
