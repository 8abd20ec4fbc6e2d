/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What GTK 4.8 with libadwaita 1.2 and their successors do differently, said once. */

typedef void (*BhcConfirmed) (gpointer data);

/* Asks before something is lost; @confirmed runs only after a yes and while @parent lives. */
void bhc_compat_confirm (GtkWidget *parent,
                         const char *heading,
                         const char *body,
                         const char *yes,
                         BhcConfirmed confirmed,
                         gpointer data);

/* Shows @extra below the words, until it is closed. */
void bhc_compat_tell (GtkWidget *parent, const char *heading, const char *body, GtkWidget *extra);

/* Names the list item that @row is the child of: that is what gets the focus. */
void bhc_compat_label_row (GtkWidget *row, const char *label);

/* A label whose words change while one looks elsewhere: the words are its name, too. */
void bhc_compat_set_status (GtkLabel *label, const char *words);

/* A status page takes its description for markup; @words may quote what anybody wrote. */
void bhc_compat_describe (AdwStatusPage *page, const char *words); /* (nullable) */

/* Hides the pages that are not shown from screen readers as well, from now on: GTK does so
 * from 4.10 on. */
void bhc_compat_hide_pages (GtkStack *stack);

/* Lets a screen reader say @words, where GTK can (4.14 and later). */
void bhc_compat_announce (GtkWidget *widget, const char *words);

/* Scrolls a #GtkListView so far that @position is seen. */
void bhc_compat_scroll_to (GtkWidget *list, guint position);

/* The words of a toast that lies over @over, in as many lines as its width asks for: the title of
 * one is a single line, and in the row of a toast GTK 4.8 gives several lines the width of one. */
GtkWidget *bhc_compat_toast_words (GtkWidget *over, const char *sentence);

/* Lets an #AdwClamp (or the scrollable one) grow with the text, as libadwaita 1.4 does. */
void bhc_compat_grow_clamp (GtkWidget *clamp);

/* Shows the leaflet's child of that name; where all are seen, the keyboard stays where it is. */
void bhc_compat_turn_to (AdwLeaflet *leaflet, const char *name);

G_END_DECLS
