/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Everything that can be done with a message, for a pointer and for the keyboard: its actions are
 * those of the conversation, "message.…".  @label, @action, @target: (nullable) what can be asked
 * about it.  Returns: (transfer full) */
GMenuModel *bhc_message_menu_new (BhcMessage *message,
                                  const char *label,
                                  const char *action,
                                  const char *target);

/* Opens it below @row, gone when it is closed. */
void bhc_message_menu_popup (GtkWidget *row, GMenuModel *menu);

G_END_DECLS
