/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Who is who at a glance: visitors have their initials in a colour of their own, operators the
 * picture they have chosen, in every row that is theirs.  A screen reader is told the names
 * instead, so it is the screen that is looked at.  The real window, the real daemon.  One story in
 * chapters. */
#include "tests/story/faces/paint.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define ADAS 0x9141ac /* the colour of that name */
#define MIAS 0x12e0c8 /* of her picture */
#define SAMS 0xf05ae0
#define INITIALS 500 /* pixels at least, with letters in front of them … */
#define SIGN 120     /* … and of a picture in the place of a sign */

static Scene scene;
static Visitor *ada, *ben;

static GdkPixbuf *
make_picture (guint color)
{
  GdkPixbuf *pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 256, 256);

  gdk_pixbuf_fill (pixels, color << 8 | 0xff);
  return pixels;
}

/* The row has them alone: no conversation is open. */
static void
test_a_visitor_has_initials (void)
{
  window_see (scene.window, ROW, "Ada Lindqvist, Waiting*");
  paint_await (ADAS, INITIALS);
  g_assert_cmpuint (paint_count (MIAS) + paint_count (SAMS), ==, 0);
  window_picture ("faces-1-initials");
}

/* ---- one's own ---- */

static void
test_a_picture_is_chosen (void)
{
  g_autofree char *path = g_build_filename (bht_bellhopd_dir (scene.daemon), "mia.png", NULL);
  g_autoptr (GdkPixbuf) pixels = make_picture (MIAS);

  g_assert_true (gdk_pixbuf_save (pixels, path, "png", NULL, NULL));
  pages_open (scene.window, "Profile");
  window_press (scene.window, BUTTON, "Choose…");
  window_see (scene.window, ANYTHING, "Choose a Picture");
  keyboard_press ("ctrl+l");
  keyboard_type (path);
  keyboard_press ("Return");
  window_picture ("faces-2-choosing");
  window_see_no (scene.window, ANYTHING, "Choose a Picture");
  paint_await (MIAS, INITIALS);
  window_picture ("faces-2-chosen");
  desk_await (scene.mia, "/v1/desk/me", "\"avatar\":\"");
  pages_leave (scene.window);
}

static void
test_it_is_in_the_row_of_what_is_hers (void)
{
  guint before = paint_count (MIAS);

  visitor_is (ada, scene.mia, "claim");
  window_press (scene.window, ROW, "All, 2");
  window_see (scene.window, ROW, "Ada Lindqvist, Yours*");
  paint_await (MIAS, before + SIGN);
  window_picture ("faces-3-hers");
}

/* ---- a colleague's ---- */

static void
test_so_is_a_colleagues_at_once (void)
{
  g_autoptr (GdkPixbuf) pixels = make_picture (SAMS);
  g_autoptr (GBytes) bytes = NULL;
  char *buffer = NULL;
  gsize length = 0;

  visitor_is (ben, scene.sam, "claim");
  window_see (scene.window, ROW, "Ben Okri, Sam has this conversation*");
  g_assert_cmpuint (paint_count (SAMS), ==, 0);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &buffer, &length, "jpeg", NULL, NULL));
  bytes = g_bytes_new_take (buffer, length);
  g_assert_cmpuint (bht_api_send_bytes (scene.sam, "PUT", "/v1/desk/me/avatar", bytes, NULL), ==,
                    200);
  paint_await (SAMS, SIGN);
  window_picture ("faces-4-his");
}

static void
test_it_is_gone_when_he_removes_it (void)
{
  desk_ask (scene.sam, "DELETE", "/v1/desk/me/avatar", "{}");
  paint_await_none (SAMS);
  window_see (scene.window, ROW, "Ben Okri, Sam has this conversation*");
}

static void
test_so_is_hers (void)
{
  pages_open (scene.window, "Profile");
  window_press (scene.window, BUTTON, "Remove…");
  window_press_in (scene.window, "Remove Your Picture?", BUTTON, "Remove");
  paint_await_none (MIAS);
  desk_await (scene.mia, "/v1/desk/me", "\"status\":\"online\"");
  pages_leave (scene.window);
}

/* ---- */

static void
test_a_name_has_its_colour_everywhere (void)
{
  guint before = paint_count (ADAS);

  window_press (scene.window, ROW, "Ada Lindqvist, Yours*");
  window_see (scene.window, ROW, "Ada Lindqvist, *My fork creaks.");
  paint_await (ADAS, before + 2 * INITIALS);
  window_picture ("faces-5-opened");
}

static void
set_up (void)
{
  scene_open (&scene, NULL);
  ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  ben = scene_meet_waiting (&scene, "Ben Okri", "Where is my parcel?");
  scene_show (&scene);
}

#define CHAPTER(name, function) g_test_add_func ("/story/faces/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-a-visitor-has-initials", test_a_visitor_has_initials);
  CHAPTER ("2-a-picture-is-chosen", test_a_picture_is_chosen);
  CHAPTER ("3-it-is-in-the-row-of-what-is-hers", test_it_is_in_the_row_of_what_is_hers);
  CHAPTER ("4-so-is-a-colleagues-at-once", test_so_is_a_colleagues_at_once);
  CHAPTER ("5-it-is-gone-when-he-removes-it", test_it_is_gone_when_he_removes_it);
  CHAPTER ("6-so-is-hers-when-she-does", test_so_is_hers);
  CHAPTER ("7-a-name-has-its-colour-everywhere", test_a_name_has_its_colour_everywhere);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
