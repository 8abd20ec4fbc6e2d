/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Who is writing to Mia: the country in the row, and in the panel beside the conversation the
 * browser, the pages, what was said before, notes and attributes, while the visitor goes on.  The
 * real window, real keys, the real daemon.  One story in chapters. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#define SHOP "https://shop.example/"

static Scene scene;
static Visitor *ada;  /* who was here once before */
static char *contact; /* her path at the daemon */

static void
visit (const char *page, const char *title)
{
  desk_ask (ada->api, "POST", "/v1/widget/session/page",
            "{\"url\":\"" SHOP "%s\",\"title\":\"%s\"}", page, title);
}

static void
test_the_row_says_the_country (void)
{
  window_press (scene.window, ROW, "All, 2");
  window_see (scene.window, ROW, "Ada Lindqvist, Yours*, SE");
}

static void
test_the_browser_and_the_place (void)
{
  window_press (scene.window, ROW, "Ada Lindqvist, Yours*");
  window_see (scene.window, ANYTHING, "SE");
  window_see (scene.window, WORDS, "Firefox 115 on Linux*");
  window_see (scene.window, WORDS, "Europe/Stockholm*");
  window_see (scene.window, WORDS, "The website*");
  window_picture ("panel-1-facts");
}

static void
test_pages_follow_the_visitor (void)
{
  window_see (scene.window, ANYTHING, "*" SHOP "forks*");
  visit ("returns", "Returns");
  window_see (scene.window, ANYTHING, "*" SHOP "returns*");
  window_see (scene.window, WORDS, "*· Returns*");
  window_picture ("panel-2-pages");
}

static void
test_what_was_said_before_is_opened (void)
{
  window_press (scene.window, BUTTON, "Resolved · *");
  window_see (scene.window, ROW, "Ada Lindqvist, visitor, *: Thank you!");
  window_press (scene.window, ROW, "Ada Lindqvist, Yours*");
  window_see (scene.window, ROW, "Ada Lindqvist, visitor, *: My fork creaks.");
}

/* ---- what the team adds ---- */

static void
test_a_note_is_kept (void)
{
  keyboard_walk (scene.window->root, "Tab", ANYTHING, "Add a note for the team");
  keyboard_type ("Rides a Trail 29.");
  keyboard_press ("Return");
  window_see (scene.window, WORDS, "Rides a Trail 29.");
  desk_await (scene.mia, contact, "\"body\":\"Rides a Trail 29.\"");
}

static void
test_an_attribute_is_kept (void)
{
  window_press (scene.window, BUTTON, "Add Attribute");
  window_write (scene.window, "Name of the attribute", "frame");
  window_write (scene.window, "Value", "T29-4711");
  window_picture ("panel-3-attribute");
  keyboard_walk (scene.window->root, "Tab", BUTTON, "Save");
  keyboard_press ("Return");
  window_see (scene.window, WORDS, "T29-4711*");
  desk_await (scene.mia, contact, "\"frame\":\"T29-4711\"");
  window_enter ();
}

/* ---- */

static void
set_up (void)
{
  g_autoptr (JsonNode) desk = NULL;

  scene_open (&scene, NULL);
  ada = scene_meet_waiting (&scene, "Ada Lindqvist", "Thank you!");
  visitor_is (ada, scene.sam, "resolve");
  visitor_begins_anew (ada, "My fork creaks.");
  visitor_asks_for_a_person (ada);
  visitor_is (ada, scene.mia, "claim");
  desk_ask (ada->api, "PATCH", "/v1/widget/session",
            "{\"metadata\":{\"timezone\":\"Europe/Stockholm\",\"language\":\"sv\",\"userAgent\":"
            "\"Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0\"}}");
  visit ("forks", "Forks");
  desk = bht_api_expect (scene.mia, "GET", ada->path, NULL, 200);
  contact =
      g_strconcat ("/v1/desk/contacts/", bht_json_string (desk, "conversation.contact.id"), NULL);
  scene_show (&scene);
}

static void
tear_down (void)
{
  scene_close (&scene);
  g_free (contact);
}

#define CHAPTER(name, function) g_test_add_func ("/story/panel/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-the-row-says-the-country", test_the_row_says_the_country);
  CHAPTER ("2-the-browser-and-the-place", test_the_browser_and_the_place);
  CHAPTER ("3-pages-follow-the-visitor", test_pages_follow_the_visitor);
  CHAPTER ("4-what-was-said-before-is-opened", test_what_was_said_before_is_opened);
  CHAPTER ("5-a-note-is-kept", test_a_note_is_kept);
  CHAPTER ("6-an-attribute-is-kept", test_an_attribute_is_kept);
  status = g_test_run ();
  tear_down ();

  return status;
}
