/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/ui/conversation/bhc-composer.h"

G_BEGIN_DECLS

/* What is done with one message by its actions: “message.copy” its text, “message.recall” it into
 * the composer, “message.retry” sending it; each takes a text or an id. */
void bhc_message_ways_install (GtkWidgetClass *widget_class, GtkWidgetActionActivateFunc activate);

/* FALSE: @action is none of these. */
gboolean
bhc_message_ways_take (BhcComposer *composer, BhcDesk *desk, const char *action, const char *words);

G_END_DECLS
