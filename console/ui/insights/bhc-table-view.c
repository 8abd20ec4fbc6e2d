/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/insights/bhc-unit-words.h"
#include "console/ui/insights/charts/bhc-canvas.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/insights/bhc-table-view.h"

#define MIN_HEIGHT 120
#define HEIGHT 320
#define NAME_CHARS 10 /* a longer name takes several lines */
#define ROW_HEIGHT 40 /* of two lines: which names take is known when there is a width */

/* A column shows column - 1 of the table; the first one the rows' names. */
typedef struct
{
  BhcTable *table;
  guint column;
} Shown;

static void
free_shown (gpointer data, GClosure *closure)
{
  Shown *shown = data;

  g_object_unref (shown->table);
  g_free (shown);
}

static int
count_name_chars (BhcTable *table)
{
  glong n = 0;

  for (guint i = 0; i < bhc_table_get_n_rows (table); i++)
    n = MAX (n, g_utf8_strlen (bhc_table_get_brief (table, i), -1));
  return (int) MIN (n, NAME_CHARS);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shown *shown)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), shown->column == 0 ? 0 : 1);
  if (shown->column == 0)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), count_name_chars (shown->table));
    }
  else
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  if (widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

/* GTK names neither the places of a table nor its rows.  A row is called by all that is in it. */
static void
name_place (GtkWidget *label, const Shown *shown, guint row, const char *words)
{
  GtkWidget *place = gtk_widget_get_parent (label);
  g_autofree char *all = NULL;

  set_name (place, words);
  if (shown->column > 0 || place == NULL)
    return;
  all = bhc_bubble_words (shown->table, &bhc_thing_bars, (int) row);
  set_name (gtk_widget_get_parent (place), g_strdelimit (all, "\n", ','));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Shown *shown)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  guint row = gtk_list_item_get_position (item);
  guint column = shown->column - 1;
  g_autofree char *words = shown->column == 0
                               ? g_strdup (bhc_table_get_name (shown->table, row))
                               : bhc_unit_say (bhc_table_get_unit (shown->table, column),
                                               bhc_table_get_value (shown->table, row, column));

  gtk_label_set_label (GTK_LABEL (label),
                       shown->column == 0 ? bhc_table_get_brief (shown->table, row) : words);
  if (shown->column == 0)
    gtk_widget_set_tooltip_text (label, words);
  name_place (label, shown, row, words);
}

static void
add_column (GtkColumnView *view, BhcTable *table, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Shown *shown = g_new0 (Shown, 1);
  Shown *again = g_new0 (Shown, 1);
  const char *title =
      column == 0 ? bhc_table_get_rows (table) : bhc_table_get_column (table, column - 1);
  g_autoptr (GtkColumnViewColumn) made = NULL;

  *shown = (Shown){ g_object_ref (table), column };
  *again = (Shown){ g_object_ref (table), column };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), shown, free_shown, 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), again, free_shown, 0);
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, column == 0);
  gtk_column_view_append_column (view, made);
}

/* What GTK puts into it: the row of headings, and the list below. */
static void
name_parts (GtkWidget *view, BhcTable *table)
{
  GtkWidget *headings = gtk_widget_get_first_child (view);

  set_name (view, bhc_table_get_title (table));
  set_name (headings, _ ("Headings"));
  for (GtkWidget *part = gtk_widget_get_next_sibling (headings); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    set_name (part, bhc_table_get_title (table));
}

/* A list keeps the arrows to the sides for itself, where it has nothing to go to. */
static gboolean
key_cb (GtkScrolledWindow *scroller, guint key)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (scroller);
  gboolean left = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;
  gboolean right = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;
  gboolean moved = FALSE;

  if (!(left || right) ||
      gtk_adjustment_get_upper (across) <= gtk_adjustment_get_page_size (across))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (scroller, "scroll-child",
                         left ? GTK_SCROLL_STEP_LEFT : GTK_SCROLL_STEP_RIGHT, TRUE, &moved);
  return GDK_EVENT_STOP;
}

/* Bars that stay tell that there is more than is seen. */
static GtkWidget *
make_scroller (void)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), scroller);
  gtk_widget_add_controller (scroller, keys);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  return scroller;
}

GtkWidget *
bhc_table_view_new (BhcTable *table)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkWidget *scroller = make_scroller ();
  GtkWidget *view;

  for (guint i = 0; i < bhc_table_get_n_rows (table); i++)
    gtk_string_list_append (rows, bhc_table_get_name (table, i));
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rows))));
  for (guint i = 0; i <= bhc_table_get_n_columns (table); i++)
    add_column (GTK_COLUMN_VIEW (view), table, i);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "data-table");
  name_parts (view, table);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (scroller),
      CLAMP (ROW_HEIGHT * (int) bhc_table_get_n_rows (table), MIN_HEIGHT, 2 * MIN_HEIGHT));
  bhc_parts_mend (scroller);
  return scroller;
}
