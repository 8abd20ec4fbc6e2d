/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What becomes of articles: one is fetched from a website, one is written anew, asked for in other
 * words, and deleted; the assistant answers from what is there.  The real window, real keys, the
 * real daemon, a website on loopback. */
#include "tests/story/documents/web.h"
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

#define LORRY "Where may I leave my lorry?"

static Scene scene;
static Web *web;

static void
answer (const char *path, GOutputStream *out)
{
  web_write (out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
                  "<html><head><title>Opening hours</title></head><body><main><p>The shop is open "
                  "from nine to six.</p></main></body></html>");
}

static void
test_one_is_fetched_from_a_website (void)
{
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/hours", web_port (web));

  keyboard_press ("ctrl+3");
  window_see (scene.window, ANYTHING, "No Articles Yet");
  window_choose (scene.window, "Add articles", "Import a Web Page…", NULL);
  window_see (scene.window, ANYTHING, "Import a Web Page");
  window_write (scene.window, "Address", address);
  window_picture ("articles-1-import");
  window_press_in (scene.window, "Import a Web Page", BUTTON, "Import");
  window_see (scene.window, ROW, "Opening hours, *");
  desk_await (scene.mia, "/v1/desk/documents?status=ready", "Opening hours");
  window_enter ();
}

/* What was written before is found no more. */
static void
test_one_is_written_anew (void)
{
  desk_ask (scene.mia, "POST", "/v1/desk/documents",
            "{\"title\":\"Parking\",\"category\":\"Help\",\"format\":\"markdown\","
            "\"body\":\"Parking costs two euros.\"}");
  window_see (scene.window, ROW, "Parking, *");
  desk_await_no (scene.mia, "/v1/desk/documents", "indexing");
  keyboard_walk (scene.window->root, "Tab", ROW, "*bytes"); /* any of them */
  keyboard_press ("Home");
  keyboard_wait_focus (scene.window->root, ROW, "Parking, *");
  keyboard_press ("Return");
  window_press (scene.window, BUTTON, "Edit article");
  window_await_text (scene.window, "Text, in Markdown", "Parking costs two euros.");
  window_write (scene.window, "Text, in Markdown", "Parking is free.");
  window_picture ("articles-2-edited");
  window_press (scene.window, BUTTON, "Save");
  desk_await (scene.mia, "/v1/desk/search?q=parking", "Parking is free.");
  desk_await_no (scene.mia, "/v1/desk/search?q=parking", "two euros");
  window_enter ();
}

/* The field comes after the text; GTK 4.8 does not tell that the keyboard is in it. */
static void
test_one_is_asked_for_in_other_words (void)
{
  keyboard_walk (scene.window->root, "Tab", FIELD, "Text of the article");
  keyboard_press ("Tab");
  keyboard_type (LORRY);
  keyboard_press ("Return");
  window_see (scene.window, ROW, LORRY "*");
  desk_await (scene.mia, "/v1/desk/phrasings?status=approved", LORRY);
  desk_await (scene.mia, "/v1/desk/search?q=lorry", "Parking is free.");
  window_picture ("articles-3-phrasing");
  window_press (scene.window, BUTTON, "Remove “" LORRY "”");
  window_see_no (scene.window, ROW, LORRY "*");
  desk_await_no (scene.mia, "/v1/desk/phrasings", LORRY);
  desk_await_no (scene.mia, "/v1/desk/search?q=lorry", "Parking is free.");
}

static void
test_one_is_deleted (void)
{
  window_press (scene.window, BUTTON, "Delete article");
  window_picture ("articles-4-delete");
  window_press_in (scene.window, "Delete “Parking”?", BUTTON, "Delete");
  window_see (scene.window, ROW, "Opening hours, *");
  window_see_no (scene.window, ROW, "Parking, *");
  desk_await_no (scene.mia, "/v1/desk/documents", "Parking");
}

/* ---- */

#define CHAPTER(name, function) g_test_add_func ("/story/articles/" name, function)

int
main (int argc, char **argv)
{
  static const char *const settings[] = { "BELLHOP_PAGES_FROM_PRIVATE=true", NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  web = web_new (answer);
  scene_open (&scene, settings);
  scene_show (&scene);
  CHAPTER ("1-one-is-fetched-from-a-website", test_one_is_fetched_from_a_website);
  CHAPTER ("2-one-is-written-anew", test_one_is_written_anew);
  CHAPTER ("3-one-is-asked-for-in-other-words", test_one_is_asked_for_in_other_words);
  CHAPTER ("4-one-is-deleted", test_one_is_deleted);
  status = g_test_run ();
  scene_close (&scene);
  web_free (web);

  return status;
}
