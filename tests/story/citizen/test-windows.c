/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia walks through her inbox and the console's windows by keys alone, finds the window as she left
 * it, and works in one that is as narrow as a telephone. */
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat.h"

#include <string.h>

static struct
{
  BhtBellhopd *daemon;
  BhtApi *api;
  Seat *mia;
  Visitor *ada;
  Visitor *ben;
} story;

static void
see_words (const char *pattern)
{
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, pattern);
}

static void
test_walks (void)
{
  seat_keys (story.mia, "alt+6");
  see_words ("Ben Okri, Waiting*");
  seat_keys (story.mia, "j");
  see_words ("Ben Okri, visitor, ??:??: Where is my parcel?");
  seat_keys (story.mia, "j");
  see_words ("Ada Lindqvist, visitor, ??:??: My fork creaks.");
  seat_keys (story.mia, "j"); /* there is no next one */
  see_words ("Ada Lindqvist, visitor, ??:??: My fork creaks.");
  seat_keys (story.mia, "k");
  see_words ("Ben Okri, visitor, ??:??: Where is my parcel?");
  seat_keys (story.mia, "alt+Down");
  see_words ("Ada Lindqvist, visitor, ??:??: My fork creaks.");
}

/* What can be done now is found by the beginnings of its words, and done. */
static void
test_palette (void)
{
  seat_keys (story.mia, "ctrl+k");
  seat_at (story.mia, BHT_ATSPI_ANY, "Command");
  seat_type (story.mia, "pri hi");
  see_words ("Priority High*");
  seat_picture (story.mia, "citizen-1-palette");
  seat_keys (story.mia, "Return");
  desk_await (story.api, story.ada->path, "\"priority\":\"high\"");
  seat_see_gone (story.mia, BHT_ATSPI_ANY, "Command");
}

static void
test_shortcuts (void)
{
  seat_keys (story.mia, "ctrl+question");
  seat_see (story.mia, ATSPI_ROLE_FRAME, "Shortcuts");
  see_words ("Claim, *Ctrl*");
  see_words ("Next Conversation, J*");
  see_words ("Quit, Ctrl+Q");
  seat_picture (story.mia, "citizen-2-shortcuts");
  seat_keys (story.mia, "Escape");
  seat_wait_windows (story.mia, 1);
}

static void
test_help (void)
{
  g_autoptr (AtspiAccessible) words = NULL;
  AtspiText *text;

  seat_keys (story.mia, "F1");
  words = bht_atspi_wait (seat_root (story.mia), ATSPI_ROLE_LABEL,
                          "The conversation stands under Waiting, *", SEAT_SECONDS);
  text = atspi_accessible_get_text_iface (words);
  g_assert_cmpint (atspi_text_get_n_selections (text, NULL), ==, 0);
  g_assert_false (bht_atspi_has_state (words, ATSPI_STATE_FOCUSED));
  g_object_unref (text);
  seat_picture (story.mia, "citizen-3-help");
  seat_keys (story.mia, "Escape");
  seat_wait_windows (story.mia, 1);
}

/* Save, and away: the daemon has it, whether or not its answer has come.  (GTK's button takes all
 * keys for a quarter of a second after its own.) */
static void
test_settings_are_saved_and_left (void)
{
  seat_keys (story.mia, "ctrl+comma");
  seat_see (story.mia, ATSPI_ROLE_FRAME, "Settings");
  seat_walk (story.mia, "Down", ATSPI_ROLE_LIST_ITEM, "Persona");
  seat_walk (story.mia, "Tab", ATSPI_ROLE_TEXT, "Tone");
  seat_type (story.mia, "warm and brief");
  seat_walk (story.mia, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Save");
  seat_keys (story.mia, "Return");
  desk_await (story.api, "/v1/desk/ai", "\"tone\":\"warm and brief\"");
  seat_keys (story.mia, "Escape");
  seat_wait_windows (story.mia, 1);
}

/* And after the answer has come as well. */
static void
test_settings_are_left_after_saving (void)
{
  seat_keys (story.mia, "ctrl+comma");
  seat_see (story.mia, ATSPI_ROLE_FRAME, "Settings");
  seat_walk (story.mia, "Down", ATSPI_ROLE_LIST_ITEM, "Persona");
  seat_walk (story.mia, "Tab", ATSPI_ROLE_TEXT, "Tone");
  seat_keys (story.mia, "ctrl+a");
  seat_type (story.mia, "sober");
  seat_walk (story.mia, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Save");
  seat_keys (story.mia, "Return");
  desk_await (story.api, "/v1/desk/ai", "\"tone\":\"sober\"");
  seat_see (story.mia, BHT_ATSPI_ANY, "Saved");
  seat_picture (story.mia, "citizen-4-saved");
  seat_keys (story.mia, "Escape");
  seat_wait_windows (story.mia, 1);
}

static void
test_size_is_kept (void)
{
  seat_resize (story.mia, 1010, 690);
  seat_wait_size (story.mia, 1010, 690);
  seat_keys (story.mia, "ctrl+k"); /* when this is drawn, the console knows its size, too */
  seat_at (story.mia, BHT_ATSPI_ANY, "Command");
  seat_keys (story.mia, "Escape");
  seat_see_gone (story.mia, BHT_ATSPI_ANY, "Command");
  seat_close (story.mia);
  seat_open (story.mia, NULL);
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 2");
  seat_wait_size (story.mia, 1010, 690);
}

/* One pane at a time: a key opens the conversation, and one leads back. */
static void
test_works_in_a_narrow_window (void)
{
  visitor_is (story.ben, story.api, "resolve");
  seat_resize (story.mia, 360, 640);
  seat_wait_size (story.mia, 360, 640);
  seat_keys (story.mia, "alt+1");
  see_words ("Ada Lindqvist, Waiting*");
  seat_keys (story.mia, "j");
  see_words ("Ada Lindqvist, visitor, ??:??: My fork creaks.");
  seat_keys (story.mia, "ctrl+shift+c");
  desk_await (story.api, story.ada->path, "\"status\":\"claimed\"");
  seat_keys (story.mia, "alt+l");
  seat_at (story.mia, ATSPI_ROLE_TEXT, "Write a reply");
  seat_type (story.mia, "Which fork is it?");
  seat_picture (story.mia, "citizen-5-narrow");
  seat_keys (story.mia, "Return");
  visitor_await (story.ada, "Which fork is it?");
  see_words ("*Which fork is it?*");
  seat_keys (story.mia, "Escape");
  seat_at (story.mia, ATSPI_ROLE_LIST_ITEM, "*");
  see_words ("Mine, 1");
  seat_picture (story.mia, "citizen-6-narrow-inbox");
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.api = bht_api_new (bht_bellhopd_url (story.daemon), token);
  story.ada = visitor_new_waiting (story.daemon, "Ada Lindqvist", "My fork creaks.");
  story.ben = visitor_new_waiting (story.daemon, "Ben Okri", "Where is my parcel?");
  story.mia = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1280, 800);
  seat_open (story.mia, NULL);
  seat_sign_in (story.mia, bht_bellhopd_url (story.daemon), "mia@example.org");
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 2");
}

static void
tear_down (void)
{
  seat_free (story.mia);
  visitor_free (story.ada);
  visitor_free (story.ben);
  bht_api_free (story.api);
  bht_bellhopd_free (story.daemon);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/windows/1-walks-with-j-and-k", test_walks);
  g_test_add_func ("/story/windows/2-finds-and-does-a-command", test_palette);
  g_test_add_func ("/story/windows/3-reads-the-shortcuts", test_shortcuts);
  g_test_add_func ("/story/windows/4-reads-the-help-with-nothing-selected", test_help);
  g_test_add_func ("/story/windows/5-saves-settings-and-is-away", test_settings_are_saved_and_left);
  g_test_add_func ("/story/windows/6-saves-settings-and-looks",
                   test_settings_are_left_after_saving);
  g_test_add_func ("/story/windows/7-finds-the-window-as-it-was", test_size_is_kept);
  g_test_add_func ("/story/windows/8-works-in-a-narrow-window", test_works_in_a_narrow_window);
  status = g_test_run ();
  tear_down ();
  return status;
}
