/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with the views somebody has made.  What the desk refuses is said by the action
 * “desk.tell” above @widget. */

/* The actions, NULL-terminated; each with a view's id: rename, move up or down, remove. */
extern const char *const bhc_view_deeds[];

void bhc_view_deeds_do (GtkWidget *widget, BhcDesk *desk, const char *action, const char *id);

/* Keeps what @filter asks for as a view, once it has a name. */
void bhc_view_deeds_save (GtkWidget *widget, BhcDesk *desk, const BhcFilter *filter, BhcSort sort);

G_END_DECLS
