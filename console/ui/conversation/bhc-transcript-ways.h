/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with a transcript as a whole: keeping it as a file, or mailing it to the
 * visitor.  How it went is told by @widget's action “conversation.tell”. */

/* Both are actions of the widget, which hands them on. */
void bhc_transcript_ways_install (GtkWidgetClass *widget_class,
                                  GtkWidgetActionActivateFunc activate);

/* @action: “conversation.save-transcript” or “conversation.mail-transcript”. */
void bhc_transcript_ways_take (GtkWidget *widget,
                               BhcDesk *desk,
                               BhcConversation *conversation,
                               const char *action);

G_END_DECLS
