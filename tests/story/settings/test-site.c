/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What visitors meet, as Mia sets it: the widget is shown while it is changed and asks before it
 * talks, what they write is checked or is not, and how long it is kept.  The real window, real
 * keys, the real daemon. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

static Scene scene;

static void
test_the_widget_is_shown_while_it_is_changed (void)
{
  pages_open (scene.window, "Widget");
  window_write (scene.window, "Title", "Ask us");
  window_see (scene.window, ANYTHING, "Preview: “Ask us”, #*, bottom right");
  window_write (scene.window, "Title", "Talk to us");
  window_see (scene.window, ANYTHING, "Preview: “Talk to us”, #*, bottom right");
  window_picture ("settings-preview");
  window_press (scene.window, BUTTON, "Discard");
  window_see_no (scene.window, ANYTHING, "Preview: “Talk to us”*");
  pages_leave (scene.window);
}

/* The first field of the form before the conversation. */
static void
test_the_widget_asks_in_her_words (void)
{
  pages_open (scene.window, "Widget");
  window_write (scene.window, "Kept As*", "Order Number");
  window_see (scene.window, ANYTHING, "Kept As: a to z, 0 to 9 and _, a letter first");
  window_picture ("settings-fields");
  window_write (scene.window, "Kept As*", "name");
  window_write (scene.window, "Label", "Your full name");
  pages_save (scene.window);
  desk_await (scene.mia, "/v1/desk/widget", "\"label\":\"Your full name\"");
  pages_leave (scene.window);
}

static void
test_guardrails_are_switched_off (void)
{
  pages_open (scene.window, "Guardrails");
  window_press (scene.window, ATSPI_ROLE_CHECK_BOX, "Check Messages*");
  pages_save (scene.window);
  desk_await (scene.mia, "/v1/desk/ai", "\"guardrails_enabled\":false");
  pages_leave (scene.window);
}

/* It erases: that is asked once more. */
static void
test_what_was_said_is_kept_for_a_month (void)
{
  pages_open (scene.window, "Conversation Rules");
  pages_set_number (scene.window, "Erase After Days*", "30");
  pages_save (scene.window);
  window_see (scene.window, WORDS, "*Nothing brings them back.");
  window_picture ("settings-retention");
  window_press_in (scene.window, "Save the Changes?", BUTTON, "Save");
  desk_await (scene.mia, "/v1/desk/settings", "\"retention_days\":30");
  pages_leave (scene.window);
}

#define CHAPTER(name, function) g_test_add_func ("/story/site/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_open (&scene, NULL);
  scene_show (&scene);
  CHAPTER ("1-the-widget-is-shown-while-it-is-changed",
           test_the_widget_is_shown_while_it_is_changed);
  CHAPTER ("2-the-widget-asks-in-her-words", test_the_widget_asks_in_her_words);
  CHAPTER ("3-guardrails-are-switched-off", test_guardrails_are_switched_off);
  CHAPTER ("4-what-was-said-is-kept-for-a-month", test_what_was_said_is_kept_for_a_month);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
