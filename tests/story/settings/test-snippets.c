/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia takes from the settings the lines that put the widget on a page, puts them on one, and a
 * visitor's browser shows the widget there.  The real window, real keys, the real daemon, a real
 * browser. */
#include "tests/bht-patience.h"
#include "tests/browser/bht-browser.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"
#include "tests/widget/mock-desk.h"

#include <string.h>

static Scene scene;
static Visitor *ada;
static char *pasted;

static void
test_the_lines_stand_there_for_each_kind_of_page (void)
{
  static const char *const kinds[] = { "HTML", "JavaScript", "React", "Next.js", "WordPress" };

  pages_open (scene.window, "On Your Site");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *copy = g_strconcat ("Copy the Lines for ", kinds[i], NULL);

      window_see (scene.window, BUTTON, copy);
    }
  keyboard_walk (scene.window->root, "Tab", ANYTHING, "HTML");
  keyboard_press ("Return");
  window_see (scene.window, WORDS, "*<script*chat-widget.js*");
  window_picture ("snippets-1-lines");
}

/* Pasted where one writes: whatever she took is what comes out. */
static void
test_they_are_copied (void)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  keyboard_walk (scene.window->root, "Tab", BUTTON, "Copy the Lines for HTML");
  keyboard_press ("Return");
  pages_leave (scene.window);
  keyboard_press ("alt+l");
  keyboard_wait_focus (scene.window->root, FIELD, "Write a reply");
  keyboard_press ("ctrl+v");
  while ((pasted = window_read (scene.window, "Write a reply")) == NULL ||
         strstr (pasted, "</script>") == NULL)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("pasted was “%s”", pasted);
      g_clear_pointer (&pasted, g_free);
      g_usleep (20000);
    }
  g_assert_nonnull (strstr (pasted, bht_bellhopd_url (scene.daemon)));
  window_picture ("snippets-2-pasted");
}

static void
test_on_a_page_they_show_the_widget (void)
{
  g_autofree char *html = g_strconcat ("<!DOCTYPE html><html lang=\"en\"><title>Shop</title>",
                                       pasted, "<h1>A shop</h1>", NULL);
  g_autoptr (MockShop) shop = mock_shop_new (html);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhtBrowser) browser = bht_browser_new (&error);
  g_autoptr (BhtPage) page = NULL;

  g_assert_no_error (error);
  page = bht_page_new (browser);
  bht_page_open (page, mock_shop_origin (shop));
  bht_page_wait_for (page, BHT_TOP, "button", "Open chat");
  bht_page_click (page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (page, "/widget/frame", "textbox", "Name");
  g_assert_cmpstr (bht_page_errors (page), ==, "");
}

#define CHAPTER(name, function) g_test_add_func ("/story/snippets/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_open (&scene, NULL);
  ada = scene_meet_waiting (&scene, "Ada Lindqvist", "My fork creaks.");
  visitor_is (ada, scene.mia, "claim");
  scene_show (&scene);
  window_press (scene.window, ROW, "Mine, 1");
  window_press (scene.window, ROW, "Ada Lindqvist, *");
  CHAPTER ("1-the-lines-stand-there-for-each-kind-of-page",
           test_the_lines_stand_there_for_each_kind_of_page);
  CHAPTER ("2-they-are-copied", test_they_are_copied);
  CHAPTER ("3-on-a-page-they-show-the-widget", test_on_a_page_they_show_the_widget);
  status = g_test_run ();
  g_free (pasted);
  scene_close (&scene);

  return status;
}
