/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/toolkit/layout/bhc-either-layout.h"
#include "tests/console/ui/ui-fixture.h"

#define LONG "Offline: the server cannot be reached"
#define SHORT "Offline"

static GtkWidget *
make_either (void)
{
  GtkWidget *either = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (either, g_object_new (BHC_TYPE_EITHER_LAYOUT, NULL));
  gtk_box_append (GTK_BOX (either), gtk_label_new (LONG));
  gtk_box_append (GTK_BOX (either), gtk_label_new (SHORT));
  return g_object_ref_sink (either);
}

static int
measure (GtkWidget *widget, gboolean natural)
{
  int width[2];

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width[0], &width[1], NULL, NULL);
  return width[natural];
}

static void
test_is_as_narrow_as_the_second (void)
{
  g_autoptr (GtkWidget) either = make_either ();

  g_assert_cmpint (measure (either, FALSE), ==,
                   measure (gtk_widget_get_last_child (either), FALSE));
  g_assert_cmpint (measure (either, TRUE), ==, measure (gtk_widget_get_first_child (either), TRUE));
}

static void
test_shows_what_has_room (void)
{
  g_autoptr (GtkWidget) either = make_either ();
  GtkWidget *first = gtk_widget_get_first_child (either);
  GtkWidget *second = gtk_widget_get_last_child (either);
  int room = measure (first, FALSE);

  gtk_widget_allocate (either, room - 1, 100, -1, NULL);
  g_assert_false (gtk_widget_get_child_visible (first));
  g_assert_true (gtk_widget_get_child_visible (second));
  gtk_widget_allocate (either, room, 100, -1, NULL);
  g_assert_true (gtk_widget_get_child_visible (first));
  g_assert_false (gtk_widget_get_child_visible (second));
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/either-layout/is-as-narrow-as-the-second", test_is_as_narrow_as_the_second);
  g_test_add_func ("/ui/either-layout/shows-what-has-room", test_shows_what_has_room);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
