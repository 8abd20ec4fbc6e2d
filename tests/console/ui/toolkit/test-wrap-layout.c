/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <adwaita.h>

#include "console/ui/toolkit/bhc-wrap-layout.h"
#include "tests/console/ui/ui-fixture.h"

#define WIDE 600
#define NARROW 150

/* What expands, a label that can be narrower than its words, a button at the end. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *label;
  GtkWidget *button;
} Fixture;

static void
add (Fixture *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_set_layout_manager (self->box, bhc_wrap_layout_new (8));
  self->words = g_object_new (GTK_TYPE_LABEL, "label", "Offline", "hexpand", TRUE, NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, "label", "1 message to send", "wrap", TRUE,
                              "width-chars", 4, NULL);
  self->button = gtk_button_new_with_label ("Retry");
  gtk_widget_set_halign (self->button, GTK_ALIGN_END);
  add (self, self->words);
  add (self, self->label);
  add (self, self->button);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->box);
}

static void
allocate (Fixture *self, int width)
{
  int height;

  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_allocate (self->box, width, height, -1, NULL);
}

static int
natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
right_of (Fixture *self, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, self->box, &bounds));
  return (int) (bounds.origin.x + bounds.size.width);
}

static void
test_words_stay_on_a_line (Fixture *self, gconstpointer data)
{
  allocate (self, WIDE);
  g_assert_cmpint (gtk_widget_get_width (self->label), ==, natural_width (self->label));
}

static void
test_line_is_full (Fixture *self, gconstpointer data)
{
  allocate (self, WIDE);
  g_assert_cmpint (right_of (self, self->button), ==, WIDE);
  g_assert_cmpint (gtk_widget_get_width (self->words), >, WIDE / 3);
}

static void
test_narrow_is_broken (Fixture *self, gconstpointer data)
{
  allocate (self, NARROW);
  g_assert_cmpint (right_of (self, self->words), <=, NARROW);
  g_assert_cmpint (right_of (self, self->label), <=, NARROW);
  g_assert_cmpint (right_of (self, self->button), <=, NARROW);
}

static void
add_tests (void)
{
  g_test_add ("/ui/wrap-layout/words-stay-on-a-line", Fixture, NULL, set_up,
              test_words_stay_on_a_line, tear_down);
  g_test_add ("/ui/wrap-layout/line-is-full", Fixture, NULL, set_up, test_line_is_full, tear_down);
  g_test_add ("/ui/wrap-layout/narrow-is-broken", Fixture, NULL, set_up, test_narrow_is_broken,
              tear_down);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
