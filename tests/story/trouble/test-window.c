/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A console's bad days as somebody sees them who sits before it. */
#include "tests/bht-patience.h"
#include "tests/story/day/keyboard.h"
#include "tests/story/trouble/daemon-state.h"
#include "tests/story/trouble/window.h"

/* The daemon is put back to a backup that does not have what Mia said. */
static void
test_lost_words (Window *w, gconstpointer unused)
{
  window_ada_says (w, "Is the blue one still there?");
  window_wait_line (w, "*Is the blue one*");
  story_console_write (w->console, "It is, in all sizes.");
  window_wait_line (w, "*It is, in all sizes.");
  daemon_state_copy (w->daemon, "state", "backup");
  story_console_write (w->console, "I have put one aside for you.");
  window_wait_until (window_count_lines (w, "waiting to be sent") == 0 &&
                     window_count_lines (w, "I have put one aside") == 1);
  daemon_state_copy (w->daemon, "backup", "state");

  window_wait_line (w, "*lost by the server: I have put one aside for you.");
  window_wait_words (w, "The server was restored from a backup*");
  window_picture ("lost");
  window_press (w, "Send Again");
  bht_atspi_wait_gone (w->console->root, ATSPI_ROLE_LIST_ITEM, "*lost by the server*",
                       BHT_PATIENCE_S);
  g_assert_cmpuint (window_count_lines (w, "I have put one aside"), ==, 1);
  g_assert_cmpuint (window_count_lines (w, "It is, in all sizes."), ==, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/story/trouble/window/" name, Window, NULL, window_set_up, function,                \
              window_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  story_notifications_own ();
  keyboard_start ();

  ADD ("words-lost-by-a-restored-daemon-can-be-sent-again", test_lost_words);

  return g_test_run ();
}
