/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/ui-fixture.h"

#include "console/ui/conversation/deeds/bhc-snooze-window.h"

#define ROOM 320

/* Returns: (transfer none) (nullable) */
static GtkWidget *
find_label (GtkWidget *root, const char *name)
{
  if (GTK_IS_LABEL (root) && gtk_widget_has_css_class (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
height_of (GtkWidget *calendar, const char *name)
{
  GtkWidget *label = find_label (calendar, name);
  int height;

  g_assert_nonnull (label);
  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), NULL, &height);
  return height;
}

static void
set_text_scale (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", percent * 96 * 1024 / 100, NULL);
}

static void
test_year_grows_with_the_text (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window, *calendar;
  int width;

  set_text_scale (200);
  ui_fixture_show_window (fixture, 360, 790);
  window = bhc_snooze_window_new (fixture->window);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window, 4);
  calendar = ui_find_named (window, "calendar");
  g_assert_cmpint (4 * height_of (calendar, "year"), >, 3 * height_of (calendar, "day-number"));
  gtk_widget_measure (calendar, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, ROOM);
  gtk_window_destroy (GTK_WINDOW (window));
  set_text_scale (100);
}

static void
add_tests (void)
{
  UI_TEST ("/ui/snooze/year-grows-with-the-text", test_year_grows_with_the_text);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
