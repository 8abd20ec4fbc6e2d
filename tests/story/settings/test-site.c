/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What visitors meet, as Mia sets it: the widget is shown while it is changed and asks before it
 * talks, greets them, says when somebody is there, what they write is checked or is not, and how
 * long it is kept.  The real window, real keys, the real daemon. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

#define SITE "/v1/widget/organizations/demo" /* what a widget is told before anything else */

static Scene scene;
static Visitor *ada;

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

/* Seen at once where it is chosen, and kept; what is no colour is told. */
static void
test_the_widget_has_her_colour (void)
{
  pages_open (scene.window, "Widget");
  pages_fill_in (scene.window, "Accent Color", "tomato soup");
  window_see (scene.window, ANYTHING, "Accent Color: *");
  pages_fill_in (scene.window, "Accent Color", "#a51d2d");
  window_see (scene.window, ANYTHING, "Preview: “*”, #a51d2d, bottom right");
  window_picture ("settings-colour");
  pages_save (scene.window);
  desk_await (scene.mia, "/v1/desk/widget", "\"accent_color\":\"#a51d2d\"");
  desk_await (ada->api, SITE, "\"accent_color\":\"#a51d2d\"");
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
test_the_widget_greets_in_her_words (void)
{
  pages_open (scene.window, "Widget");
  window_press_in (scene.window, "Greetings", BUTTON, "Add Greetings");
  window_write (scene.window, "What It Says", "Shall I show you our tandems?");
  window_picture ("settings-greeting");
  keyboard_press ("alt+s");
  desk_await (ada->api, SITE, "\"text\":\"Shall I show you our tandems?\"");
  pages_leave (scene.window);
}

/* Where a day has hours, the days without are closed. */
static void
test_visitors_are_told_her_hours (void)
{
  desk_await (ada->api, SITE, "\"open\":true");
  pages_open (scene.window, "Conversation Rules");
  keyboard_walk (scene.window->root, "Tab", ROW, "Business Hours*");
  keyboard_press ("Return");
  window_write (scene.window, "Sunday", "at noon");
  window_see (scene.window, ANYTHING, "Business Hours: *");
  window_picture ("settings-hours");
  window_write (scene.window, "Sunday", "02:30–02:31");
  window_see_no (scene.window, ANYTHING, "Business Hours: *");
  keyboard_press ("alt+s");
  desk_await (scene.mia, "/v1/desk/ai", "\"sun\":[[\"02:30\",\"02:31\"]]");
  desk_await (ada->api, SITE, "\"open\":false");
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
  ada = scene_meet (&scene, "Ada Lindqvist", "My fork creaks.");
  scene_show (&scene);
  CHAPTER ("1-the-widget-is-shown-while-it-is-changed",
           test_the_widget_is_shown_while_it_is_changed);
  CHAPTER ("2-the-widget-has-her-colour", test_the_widget_has_her_colour);
  CHAPTER ("3-the-widget-asks-in-her-words", test_the_widget_asks_in_her_words);
  CHAPTER ("4-the-widget-greets-in-her-words", test_the_widget_greets_in_her_words);
  CHAPTER ("5-visitors-are-told-her-hours", test_visitors_are_told_her_hours);
  CHAPTER ("6-guardrails-are-switched-off", test_guardrails_are_switched_off);
  CHAPTER ("7-what-was-said-is-kept-for-a-month", test_what_was_said_is_kept_for_a_month);
  status = g_test_run ();
  scene_close (&scene);

  return status;
}
