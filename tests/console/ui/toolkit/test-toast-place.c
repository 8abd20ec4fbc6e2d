/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <adwaita.h>

#include "console/ui/toolkit/bhc-toast-place.h"
#include "tests/console/ui/ui-fixture.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *overlay;
  GtkWidget *page;
  GtkWidget *bars[2]; /* the offline one above the places */
  GtkWidget *toasts;
} Fixture;

static GtkWidget *
new_bar (const char *style)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new ("Places");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (bar), label);
  gtk_widget_add_css_class (bar, style);
  return bar;
}

static GtkWidget *
new_pages (Fixture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->page = gtk_label_new ("Page");
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (box), self->page);
  self->bars[0] = new_bar ("offline-bar");
  self->bars[1] = new_bar ("place-bar");
  gtk_box_append (GTK_BOX (box), self->bars[0]);
  gtk_box_append (GTK_BOX (box), self->bars[1]);
  return box;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->window = gtk_window_new ();
  self->overlay = gtk_overlay_new ();
  self->toasts = adw_toast_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), new_pages (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->toasts);
  bhc_toast_place_keep (GTK_OVERLAY (self->overlay));
  gtk_window_set_child (GTK_WINDOW (self->window), self->overlay);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 400);
  gtk_window_present (GTK_WINDOW (self->window));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new ("Saved"));
  gtk_test_widget_wait_for_draw (self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static int
top_of (Fixture *self, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, self->overlay, &bounds));
  return (int) bounds.origin.y;
}

static int
end_of_toasts (Fixture *self)
{
  return top_of (self, self->toasts) + gtk_widget_get_height (self->toasts);
}

static void
test_above_the_bars (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (gtk_widget_get_height (self->toasts), >, 20);
  g_assert_cmpint (end_of_toasts (self), ==, top_of (self, self->bars[0]));
}

static void
test_follows_the_bars (Fixture *self, gconstpointer data)
{
  gtk_widget_set_visible (self->bars[0], FALSE);
  gtk_test_widget_wait_for_draw (self->window);
  g_assert_cmpint (end_of_toasts (self), ==, top_of (self, self->bars[1]));
  gtk_widget_set_visible (self->bars[1], FALSE);
  gtk_test_widget_wait_for_draw (self->window);
  g_assert_cmpint (end_of_toasts (self), ==, gtk_widget_get_height (self->overlay));
  gtk_widget_set_visible (self->bars[1], TRUE);
  gtk_test_widget_wait_for_draw (self->window);
  g_assert_cmpint (end_of_toasts (self), ==, top_of (self, self->bars[1]));
}

/* What is to be saved has its buttons there. */
static void
test_above_what_is_pressed (Fixture *self, gconstpointer data)
{
  GtkWidget *box = gtk_widget_get_parent (self->page);
  GtkWidget *bar = gtk_action_bar_new ();

  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), gtk_button_new_with_label ("Save"));
  gtk_box_remove (GTK_BOX (box), self->bars[0]);
  gtk_box_remove (GTK_BOX (box), self->bars[1]);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_test_widget_wait_for_draw (self->window);
  g_assert_cmpint (gtk_widget_get_height (bar), >, 20);
  g_assert_cmpint (end_of_toasts (self), ==, top_of (self, bar));
}

static void
test_in_the_middle (Fixture *self, gconstpointer data)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (self->toasts, self->overlay, &bounds));
  g_assert_cmpfloat (bounds.size.width, <, 300);
  g_assert_cmpfloat_with_epsilon (bounds.origin.x + bounds.size.width / 2,
                                  gtk_widget_get_width (self->overlay) / 2.0, 1.0);
}

static void
add_tests (void)
{
  g_test_add ("/ui/toast-place/above-the-bars", Fixture, NULL, set_up, test_above_the_bars,
              tear_down);
  g_test_add ("/ui/toast-place/follows-the-bars", Fixture, NULL, set_up, test_follows_the_bars,
              tear_down);
  g_test_add ("/ui/toast-place/above-what-is-pressed", Fixture, NULL, set_up,
              test_above_what_is_pressed, tear_down);
  g_test_add ("/ui/toast-place/in-the-middle", Fixture, NULL, set_up, test_in_the_middle,
              tear_down);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
