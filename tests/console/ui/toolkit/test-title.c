/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <adwaita.h>

#include "console/ui/toolkit/bhc-title.h"
#include "tests/console/ui/ui-fixture.h"

#define NAME "Margaret Abernathy"
#define ADDRESS "margaret.abernathy@example.org"
#define HEIGHT 200

/* A pane with a bar, in a window of its own. */
static GtkWidget *
show (gboolean below, int width)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *title = adw_window_title_new (NAME, ADDRESS);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), title);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_box_append (GTK_BOX (pane), bar);
  bhc_title_fit_bar (ADW_WINDOW_TITLE (title), below);
  gtk_window_set_titlebar (GTK_WINDOW (window),
                           g_object_new (GTK_TYPE_BOX, "visible", FALSE, NULL));
  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_set_default_size (GTK_WINDOW (window), width, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window, 6);
  return window;
}

static void
check (gboolean below, int width, gboolean name, gboolean address)
{
  GtkWidget *window = show (below, width);

  g_assert_cmpint (ui_shows (window, NAME), ==, name);
  g_assert_cmpint (ui_shows (window, ADDRESS), ==, address);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_both_have_room (UiFixture *fixture, gconstpointer data)
{
  check (TRUE, 600, TRUE, TRUE);
}

static void
test_subtitle_gives_way (UiFixture *fixture, gconstpointer data)
{
  check (TRUE, 200, TRUE, FALSE);
}

static void
test_title_goes_below (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = show (TRUE, 110);
  GtkWidget *heading = ui_find (window, GTK_TYPE_LABEL, NAME);

  g_assert_true (gtk_widget_has_css_class (heading, "bar-heading"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (heading), ==, ADDRESS);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_title_said_twice_is_left_out (UiFixture *fixture, gconstpointer data)
{
  check (FALSE, 110, FALSE, FALSE);
}

static void
add_tests (void)
{
  UI_TEST ("/ui/title/both-have-room", test_both_have_room);
  UI_TEST ("/ui/title/subtitle-gives-way", test_subtitle_gives_way);
  UI_TEST ("/ui/title/title-goes-below", test_title_goes_below);
  UI_TEST ("/ui/title/title-said-twice-is-left-out", test_title_said_twice_is_left_out);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
