/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/knowledge/shelf-window.h"
#include "console/ui/knowledge/bhc-knowledge-page.h"

#include "tests/console/bht-wait.h"

void
shelf_window_set_up (ShelfWindow *fixture, gconstpointer role)
{
  bht_shelf_set_up (&fixture->shelf, role);
  ui_fixture_set_up (&fixture->ui, NULL);
  g_set_object (&fixture->ui.desk, fixture->shelf.desk.desk);
}

void
shelf_window_tear_down (ShelfWindow *fixture, gconstpointer role)
{
  GtkWidget *top;

  while ((top = shelf_window_top (fixture)) != NULL)
    gtk_window_destroy (GTK_WINDOW (top));
  ui_fixture_tear_down (&fixture->ui, NULL);
  bht_shelf_tear_down (&fixture->shelf, role);
}

void
shelf_window_show (ShelfWindow *fixture, int width, int height)
{
  if (bhc_desk_get_state (fixture->ui.desk) == BHC_STATE_SIGNED_OUT)
    bht_desk_sign_in (&fixture->shelf.desk, FALSE);
  ui_fixture_show_window (&fixture->ui, width, height);
  gtk_widget_activate_action (
      gtk_widget_get_first_child (ui_find_named (GTK_WIDGET (fixture->ui.window), "desk_place")),
      "places.show", "s", "knowledge");
  ui_wait_frames (GTK_WIDGET (fixture->ui.window), 3);
}

void
shelf_window_go (ShelfWindow *fixture, const char *section)
{
  GtkWidget *page = ui_find (GTK_WIDGET (fixture->ui.window), BHC_TYPE_KNOWLEDGE_PAGE, NULL);

  gtk_widget_activate_action (page, "knowledge.show", "s", section);
  ui_wait_frames (GTK_WIDGET (fixture->ui.window), 3);
}

static gboolean
is_seen (ShelfWindow *fixture, const char *text)
{
  GtkWidget *top = shelf_window_top (fixture);

  return ui_shows (GTK_WIDGET (fixture->ui.window), text) || (top != NULL && ui_shows (top, text));
}

void
shelf_window_wait (ShelfWindow *fixture, const char *text)
{
  bht_wait_until (is_seen (fixture, text));
}

void
shelf_window_wait_gone (ShelfWindow *fixture, const char *text)
{
  bht_wait_until (!is_seen (fixture, text));
}

void
shelf_window_wait_call (ShelfWindow *fixture, const char *call)
{
  bht_wait_until (bht_books_was_called (fixture->shelf.books, call));
}

GtkWidget *
shelf_window_top (ShelfWindow *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_WINDOW (l->data) && l->data != (gpointer) fixture->ui.window &&
        gtk_window_get_transient_for (l->data) != NULL && gtk_widget_get_visible (l->data))
      return l->data;

  return NULL;
}

GtkWidget *
shelf_window_wait_top (ShelfWindow *fixture)
{
  bht_wait_until (shelf_window_top (fixture) != NULL);
  ui_wait_frames (shelf_window_top (fixture), 3);

  return shelf_window_top (fixture);
}

static gboolean
is_called (GtkWidget *widget, const char *name)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  return g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0 ||
         g_strcmp0 (label, name) == 0;
}

GtkWidget *
shelf_find (GtkWidget *root, GType type, const char *name)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root) &&
      is_called (root, name))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = shelf_find (child, type, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
shelf_click (GtkWidget *root, const char *name)
{
  GtkWidget *button = shelf_find (root, GTK_TYPE_BUTTON, name);

  if (button == NULL)
    g_error ("there is no button “%s”", name);
  g_signal_emit_by_name (button, "clicked");
}
