/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether a person's own hand, on keys or a pointer, is what just moves a widget.  A screen reader
 * does without either: it asks for what is to happen. */
void bhc_hand_watch (GtkWidget *widget);
gboolean bhc_hand_is_on (GtkWidget *widget);

G_END_DECLS
