/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What a row of the inbox says, in which order the rows stand, how one is opened by a screen reader
 * and by keys, and what is done to several at once: the real window, real keys, the real daemon.
 * One story in chapters. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"

static Scene scene;
static Visitor *ada, *ben, *cleo;
static char *repair; /* a label's id */

/* ---- what is said ---- */

static void
test_a_row_says_who_waits_and_what_is_unread (void)
{
  window_see (scene.window, ROW, "Ada Lindqvist, Waiting*for a person, 2 unread, Since I fell.");
  window_picture ("rows-1-waiting");
}

static void
test_a_row_says_its_labels_and_its_priority (void)
{
  visitor_is_marked (ada, scene.sam, "{\"priority\":\"urgent\",\"labels\":[\"%s\"]}", repair);
  window_see (scene.window, ROW, "Ada Lindqvist, *Urgent*Repair*");
}

static void
test_a_row_says_whose_it_is (void)
{
  window_press (scene.window, ROW, "All, 3");
  visitor_is (cleo, scene.sam, "claim");
  window_see (scene.window, ROW, "Cleo Hart, Sam has this conversation*");
  visitor_is (ben, scene.mia, "claim");
  window_see (scene.window, ROW, "Ben Okri, Yours*");
  window_picture ("rows-2-owners");
}

/* ---- opening ---- */

/* A screen reader selects the row, and is there. */
static void
test_a_screen_reader_opens_a_row (void)
{
  window_press (scene.window, ROW, "Ada Lindqvist, *");
  window_see (scene.window, ROW, "Ada Lindqvist, *My fork creaks.");
  window_see_no (scene.window, ROW, "Ada Lindqvist, *unread*");
  window_press (scene.window, ROW, "Cleo Hart, *");
  window_see (scene.window, ROW, "Cleo Hart, *Can I pay later?");
  window_see_no (scene.window, ROW, "Ada Lindqvist, *My fork creaks.");
  window_see_no (scene.window, WORDS, "* selected");
}

static void
test_keys_walk_through_the_rows (void)
{
  keyboard_press ("alt+6");
  window_see_rows (scene.window, "Conversations", "Ben Okri, *", "Cleo Hart, *", "Ada Lindqvist, *",
                   NULL);
  keyboard_press ("k");
  window_see (scene.window, ROW, "Ben Okri, *Where is my parcel?");
  keyboard_press ("j j");
  window_see (scene.window, ROW, "Ada Lindqvist, *My fork creaks.");
}

/* ---- the order ---- */

static void
test_sorted_by_priority (void)
{
  window_choose (scene.window, "Sort", "Priority", NULL);
  window_see_rows (scene.window, "Conversations", "Ada Lindqvist, *", "Ben Okri, *", "Cleo Hart, *",
                   NULL);
  visitor_is_marked (cleo, scene.sam, "{\"priority\":\"high\"}");
  window_see_rows (scene.window, "Conversations", "Ada Lindqvist, *", "Cleo Hart, *", "Ben Okri, *",
                   NULL);
}

static void
test_sorted_by_who_waits_longest (void)
{
  window_choose (scene.window, "Sort", "Waiting Longest", NULL);
  window_see_rows (scene.window, "Conversations", "Ada Lindqvist, *", "Ben Okri, *", "Cleo Hart, *",
                   NULL);
}

static void
test_sorted_by_last_activity (void)
{
  window_choose (scene.window, "Sort", "Last Activity", NULL);
  visitor_says (cleo, "In March?");
  window_see_rows (scene.window, "Conversations", "Cleo Hart, *", "Ben Okri, *", "Ada Lindqvist, *",
                   NULL);
}

/* ---- several at once ---- */

/* Down with Shift held; Escape lets go of them, and an arrow opens one as ever. */
static void
test_several_are_chosen_by_keys (void)
{
  keyboard_press ("Escape Home");
  window_see (scene.window, ROW, "Cleo Hart, *Can I pay later?");
  keyboard_wait_focus (scene.window->root, ROW, "Cleo Hart, *");
  keyboard_press ("shift+Down");
  window_see (scene.window, WORDS, "2 selected");
  keyboard_press ("shift+Down");
  window_see (scene.window, WORDS, "3 selected");
  window_picture ("rows-3-by-keys");
  keyboard_press ("Escape");
  window_see_no (scene.window, WORDS, "* selected");
  window_see (scene.window, ROW, "Cleo Hart, *Can I pay later?");
  keyboard_press ("Up");
  window_see_no (scene.window, ROW, "Cleo Hart, *Can I pay later?");
  keyboard_press ("Down");
  window_see (scene.window, ROW, "Ada Lindqvist, *My fork creaks.");
}

/* A button that is pressed without a pointer takes its time. */
static void
begin_choosing (void)
{
  window_press (scene.window, BUTTON, "Select several");
  window_see (scene.window, WORDS, "0 selected");
}

static void
test_escape_ends_choosing (void)
{
  begin_choosing ();
  window_press (scene.window, ROW, "Ben Okri, *");
  window_see (scene.window, WORDS, "1 selected");
  keyboard_press ("Escape");
  window_see_no (scene.window, WORDS, "* selected");
  window_press (scene.window, ROW, "Cleo Hart, Sam *");
  window_see (scene.window, ROW, "Cleo Hart, *Can I pay later?");
  window_press (scene.window, ROW, "Ada Lindqvist, Waiting*");
  window_see (scene.window, ROW, "Ada Lindqvist, *My fork creaks.");
}

static void
choose_two (void)
{
  begin_choosing ();
  window_press (scene.window, ROW, "Ben Okri, *");
  window_see (scene.window, WORDS, "1 selected");
  window_press (scene.window, ROW, "Cleo Hart, *");
  window_see (scene.window, WORDS, "2 selected");
}

static void
await_both (const char *words)
{
  visitor_await_desk (ben, scene.mia, words);
  visitor_await_desk (cleo, scene.mia, words);
  window_see (scene.window, WORDS, "2 conversations changed.");
  window_see_no (scene.window, WORDS, "? of 2…");    /* it is through … */
  window_see_no (scene.window, WORDS, "* selected"); /* … and nothing is, once it was told */
}

static void
test_several_are_labelled (void)
{
  choose_two ();
  window_picture ("rows-4-several");
  window_choose (scene.window, "More", "Label", "Repair", NULL);
  await_both (repair);
  window_see (scene.window, ROW, "Ben Okri, *Repair*");
}

static void
test_several_become_urgent (void)
{
  choose_two ();
  window_choose (scene.window, "More", "Priority", "Urgent", NULL);
  await_both ("\"priority\":\"urgent\"");
  window_see (scene.window, ROW, "Cleo Hart, *Urgent*");
}

/* What is told there is no step on the way back: one Escape leads from the reply to the inbox. */
static void
test_escape_is_the_windows (void)
{
  window_press (scene.window, ROW, "Ada Lindqvist, Waiting*");
  keyboard_press ("alt+l");
  keyboard_wait_focus (scene.window->root, FIELD, "Write a reply");
  keyboard_press ("Escape");
  keyboard_wait_focus (scene.window->root, ROW, "*");
}

static void
test_several_are_given_to_sam (void)
{
  choose_two ();
  window_choose (scene.window, "More", "Assign To", "Sam", NULL);
  await_both ("\"name\":\"Sam\"");
  window_see (scene.window, ROW, "Ben Okri, Sam has this conversation*");
}

static void
test_several_are_resolved (void)
{
  choose_two ();
  window_press (scene.window, BUTTON, "Resolve…");
  window_see (scene.window, WORDS, "Resolve 2 Conversations?");
  window_picture ("rows-5-resolve");
  window_press_in (scene.window, "Resolve 2 Conversations?", BUTTON, "Resolve");
  await_both ("\"status\":\"resolved\"");
  window_see (scene.window, ROW, "Resolved, 2");
}

/* ---- */

static void
set_up (void)
{
  scene_open (&scene, NULL);
  repair = desk_add_label (scene.mia, "Repair", "#1c71d8");
  ada = scene_meet (&scene, "Ada Lindqvist", "My fork creaks.");
  visitor_says (ada, "Since I fell.");
  visitor_asks_for_a_person (ada);
  ben = scene_meet_waiting (&scene, "Ben Okri", "Where is my parcel?");
  cleo = scene_meet_waiting (&scene, "Cleo Hart", "Can I pay later?");
  scene_show (&scene);
}

static void
tear_down (void)
{
  scene_close (&scene);
  g_free (repair);
}

#define CHAPTER(name, function) g_test_add_func ("/story/rows/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("01-says-who-waits-and-what-is-unread", test_a_row_says_who_waits_and_what_is_unread);
  CHAPTER ("02-says-labels-and-priority", test_a_row_says_its_labels_and_its_priority);
  CHAPTER ("03-says-whose-it-is", test_a_row_says_whose_it_is);
  CHAPTER ("04-a-screen-reader-opens-it", test_a_screen_reader_opens_a_row);
  CHAPTER ("05-keys-walk-from-row-to-row", test_keys_walk_through_the_rows);
  CHAPTER ("06-sorted-by-priority", test_sorted_by_priority);
  CHAPTER ("07-sorted-by-who-waits-longest", test_sorted_by_who_waits_longest);
  CHAPTER ("08-sorted-by-last-activity", test_sorted_by_last_activity);
  CHAPTER ("09-several-are-chosen-by-keys", test_several_are_chosen_by_keys);
  CHAPTER ("10-escape-ends-choosing", test_escape_ends_choosing);
  CHAPTER ("11-several-are-labelled", test_several_are_labelled);
  CHAPTER ("12-several-become-urgent", test_several_become_urgent);
  CHAPTER ("13-escape-is-the-windows", test_escape_is_the_windows);
  CHAPTER ("14-several-are-given-to-a-colleague", test_several_are_given_to_sam);
  CHAPTER ("15-several-are-resolved", test_several_are_resolved);
  status = g_test_run ();
  tear_down ();

  return status;
}
