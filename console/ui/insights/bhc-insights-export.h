/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where @bytes are to go, and writes them there.  What came of it is told by the action
 * "insights.tell" (s) of @widget or what stands around it.  @name: of the file, to begin with. */
void bhc_insights_export (GtkWidget *widget, GBytes *bytes, const char *name);

/* The same without asking. */
void bhc_insights_export_to (GtkWidget *widget, GBytes *bytes, GFile *file);

G_END_DECLS
