/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/settings/kinds/bhc-row-head.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#define SPACING 6

void
bhc_row_head_wrap (AdwActionRow *row)
{
  GtkWidget *head = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *words = gtk_widget_get_first_child (head);

  while (words != NULL && !gtk_widget_has_css_class (words, "title"))
    words = gtk_widget_get_next_sibling (words);
  if (words == NULL)
    return;

  gtk_widget_set_layout_manager (head, bhc_wrap_layout_new (SPACING));
  g_object_set (gtk_widget_get_first_child (words), "wrap-mode", PANGO_WRAP_WORD, NULL);
}
