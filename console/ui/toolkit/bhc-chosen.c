/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-chosen.h"

#define CHARS_KEPT 9 /* of what is longer, in a row that says much */
#define CHARS_MAX 30

/* Large text may leave no room for all of it. */
static gboolean
tooltip_cb (GtkLabel *label, int x, int y, gboolean by_key, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static void
make_label_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "max-width-chars", CHARS_MAX, "has-tooltip", TRUE, NULL);

  g_signal_connect (label, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  gtk_list_item_set_child (item, label);
}

static void
show_words_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  int chars = (int) MIN (g_utf8_strlen (text, -1), CHARS_KEPT);

  g_object_set (gtk_list_item_get_child (item), "label", text, "width-chars", chars, NULL);
}

void
bhc_chosen_show_whole (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect (factory, "setup", G_CALLBACK (make_label_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (show_words_cb), NULL);
  adw_combo_row_set_list_factory (row, adw_combo_row_get_factory (row)); /* with its check marks */
  adw_combo_row_set_factory (row, factory);
}
