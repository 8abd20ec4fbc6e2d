/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What cannot be pressed is read all the same.  In which light is said by the environment. */
#include "tests/console/ui/ui-fixture.h"

#include <math.h>

#define BLOCK "\u2588\u2588\u2588" /* all ink */

/* Returns: (transfer full) */
static GdkTexture *
draw (GtkWidget *window)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  return gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static double
linear (guchar part)
{
  double value = part / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance_at (GdkTexture *texture, double x, double y)
{
  gsize stride = 4 * (gsize) gdk_texture_get_width (texture);
  g_autofree guchar *pixels = g_malloc (stride * (gsize) gdk_texture_get_height (texture));
  const guchar *pixel = pixels + (gsize) y * stride + 4 * (gsize) x; /* blue, green, red */

  gdk_texture_download (texture, pixels, stride);
  return 0.2126 * linear (pixel[2]) + 0.7152 * linear (pixel[1]) + 0.0722 * linear (pixel[0]);
}

/* Of the words in the middle to the ground beside them. */
static double
contrast_of (GtkWidget *button, GtkWidget *window)
{
  g_autoptr (GdkTexture) texture = draw (window);
  graphene_rect_t bounds;
  double middle, words, ground;

  g_assert_true (gtk_widget_compute_bounds (button, window, &bounds));
  middle = bounds.origin.y + bounds.size.height / 2;
  words = luminance_at (texture, bounds.origin.x + bounds.size.width / 2, middle);
  ground = luminance_at (texture, bounds.origin.x + 4, middle);
  return (MAX (words, ground) + 0.05) / (MIN (words, ground) + 0.05);
}

static double
contrast_of_class (UiFixture *fixture, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (BLOCK);

  gtk_widget_add_css_class (button, name);
  gtk_widget_set_sensitive (button, FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  ui_fixture_show_window (fixture, 360, 300);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), button);
  ui_wait_frames (button, 20); /* colours change slowly */
  return contrast_of (button, GTK_WIDGET (fixture->window));
}

static void
test_suggested_is_read (UiFixture *fixture, gconstpointer data)
{
  g_assert_cmpfloat (contrast_of_class (fixture, "suggested-action"), >, 3);
}

static void
test_destructive_is_read (UiFixture *fixture, gconstpointer data)
{
  g_assert_cmpfloat (contrast_of_class (fixture, "destructive-action"), >, 3);
}

static void
test_flat_is_read (UiFixture *fixture, gconstpointer data)
{
  g_assert_cmpfloat (contrast_of_class (fixture, "flat"), >, 3);
}

static void
add_tests (void)
{
  UI_TEST ("/ui/pale/suggested-is-read", test_suggested_is_read);
  UI_TEST ("/ui/pale/destructive-is-read", test_destructive_is_read);
  UI_TEST ("/ui/pale/flat-is-read", test_flat_is_read);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
