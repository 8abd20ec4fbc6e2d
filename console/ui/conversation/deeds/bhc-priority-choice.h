/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu of priorities as a choice of one: @priority (a wire word) is the one that is marked.  A
 * press on another asks for “conversation.priority” of the pane around @button, and the mark stays
 * where it is until this is called again. */
void bhc_priority_choice_show (GtkMenuButton *button, const char *priority);

G_END_DECLS
