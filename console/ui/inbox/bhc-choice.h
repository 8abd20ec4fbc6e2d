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

/* @to was selected beside @open, the open conversation, and by nobody's hand: a screen reader, for
 * which selecting a row is going there.  Then it alone is selected.  Returns: whether it was so */
gboolean
bhc_choice_move_on (GtkListView *list, GtkToggleButton *choose, guint to, const char *open);

G_END_DECLS
