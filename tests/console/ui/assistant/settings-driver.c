/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/assistant/settings-driver.h"

#include "console/ui/settings/bhc-settings-window.h"

void
save_picture (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file = g_strdup_printf ("%s/settings-%s.png", folder, name);

  ui_wait_frames (window, 12);
  ui_save_picture (window, file);
}

/* Returns: the window of the settings, with @topic in it */
GtkWidget *
open_topic (UiFixture *fixture, const char *topic)
{
  GtkWidget *window;

  if (bhc_desk_get_operator (fixture->desk) == NULL)
    fake_desk_sign_in (fixture->desk, BH_ROLE_ADMIN);
  ui_fixture_show_window (fixture, 1000, 700);
  window = bhc_settings_window_new (fixture->window, fixture->desk);
  bhc_settings_window_open (BHC_SETTINGS_WINDOW (window), topic);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window, 4);
  return window;
}

static gboolean
shows_cb (gpointer data)
{
  gpointer *pair = data;

  return ui_shows (pair[0], pair[1]);
}

void
wait_shown (GtkWidget *root, const char *text)
{
  gpointer pair[] = { root, (gpointer) text };

  ui_wait_until (shows_cb, pair);
}

/* The window that was opened last, or what is asked in it. */
GtkWidget *
newest_window (void)
{
  GListModel *all = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (all);
  g_autoptr (GtkWidget) last = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (gtk_widget_get_mapped (window) && gtk_window_get_modal (GTK_WINDOW (window)))
        g_set_object (&last, window);
    }
  if (ui_find_question () != NULL)
    return ui_find_question ();
  g_assert_nonnull (last);
  return last;
}

/* Runs what is due; a window may go meanwhile. */
void
settle (void)
{
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
}

static gboolean
has_button_cb (gpointer data)
{
  gpointer *pair = data;

  return ui_find (pair[0], GTK_TYPE_BUTTON, pair[1]) != NULL;
}

/* A bar that slides in is waited for. */
void
press (GtkWidget *root, const char *label)
{
  gpointer pair[] = { root, (gpointer) label };
  GtkWidget *button;

  ui_wait_until (has_button_cb, pair);
  button = ui_find (root, GTK_TYPE_BUTTON, label);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  settle ();
}

/* Its title may say what is wrong behind it. */
static gboolean
is_titled (AdwPreferencesRow *row, const char *title)
{
  const char *its = adw_preferences_row_get_title (row);
  g_autofree char *marked = g_strconcat (title, ": ", NULL);

  return its != NULL && (g_str_equal (its, title) || g_str_has_prefix (its, marked));
}

GtkWidget *
find_titled (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) && gtk_widget_get_mapped (root) &&
      is_titled (ADW_PREFERENCES_ROW (root), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
write_line (GtkWidget *root, const char *title, const char *text)
{
  GtkWidget *row = find_titled (root, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

void
write_lines (GtkWidget *root, const char *title, const char *text)
{
  GtkWidget *view = ui_find (find_titled (root, title), GTK_TYPE_TEXT_VIEW, NULL);

  g_assert_nonnull (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

void
open_row (GtkWidget *root, const char *title)
{
  GtkWidget *row = find_titled (root, title);

  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  ui_wait_frames (root, 5);
}
