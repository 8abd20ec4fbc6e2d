/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A console's bad days as somebody sees them who sits before it. */
#include "tests/bht-patience.h"
#include "tests/story/day/keyboard.h"
#include "tests/story/trouble/daemon-state.h"
#include "tests/story/trouble/window.h"

#include <signal.h>
#include <sys/wait.h>

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

/* ---- the machine was asleep ---- */

static BhtApi *
ask_for_a_person (Window *w, const char *name)
{
  BhtApi *visitor = bht_api_new_visitor (bht_bellhopd_url (w->daemon), name);
  g_autofree char *conversation = bht_api_open_conversation (visitor);
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/person", conversation);

  json_node_unref (bht_api_expect (visitor, "POST", path, "{}", 200));
  return visitor;
}

/* The program stands still, its connections end, and everything goes on without it. */
static void
test_stopped (Window *w, gconstpointer unused)
{
  g_autoptr (BhtApi) bob = ask_for_a_person (w, "Bob");
  g_autoptr (BhtApi) cleo = NULL;
  int status = 0;

  window_wait_until (story_notifications_count ("Bob") == 1);
  window_type (w, "half a sentence");
  kill (w->console->pid, SIGSTOP);
  g_assert_cmpint (waitpid (w->console->pid, &status, WUNTRACED), ==, w->console->pid);
  g_assert_true (WIFSTOPPED (status));
  bht_proxy_cut (w->proxy, TRUE);
  window_ada_says (w, "Are you asleep?");
  window_ada_says (w, "It seems so.");
  cleo = ask_for_a_person (w, "Cleo");
  bht_proxy_cut (w->proxy, FALSE);
  kill (w->console->pid, SIGCONT);

  window_wait_line (w, "*It seems so.");
  window_wait_until (story_notifications_count ("Cleo") == 1);
  story_console_wait (w->console, ATSPI_ROLE_LIST_ITEM, "Waiting, 2");
  g_assert_cmpuint (window_count_lines (w, "Are you asleep?"), ==, 1);
  window_assert_typed (w, "half a sentence");
  window_picture ("awake");
  story_console_write (w->console, "Good morning");
  window_wait_line (w, "*Good morning");
  g_assert_cmpuint (story_notifications_count ("Bob"), ==, 1);
  g_assert_cmpuint (story_notifications_count ("Cleo"), ==, 1);
}

/* ---- an administrator ends it ---- */

static void
disable_mia (Window *w, BhtApi *zoe, gboolean disabled)
{
  g_autoptr (JsonNode) me =
      disabled ? bht_api_expect (w->mia, "GET", "/v1/desk/me", NULL, 200) : NULL;
  g_autofree char *path = NULL;

  if (me != NULL)
    {
      g_free (w->mia_id);
      w->mia_id = g_strdup (bht_json_string (me, "operator.id"));
    }
  path = g_strdup_printf ("/v1/desk/operators/%s", w->mia_id);

  json_node_unref (bht_api_expect (zoe, "PATCH", path,
                                   disabled ? "{\"disabled\":true}" : "{\"disabled\":false}", 200));
}

static void
sign_in_again (Window *w)
{
  g_autoptr (AtspiAccessible) password =
      bht_atspi_wait (w->console->root, ATSPI_ROLE_PASSWORD_TEXT, "*", 60);

  bht_atspi_set_text (password, BHT_PASSWORD);
  window_press (w, "Sign in");
}

static void
test_disabled (Window *w, gconstpointer unused)
{
  g_autoptr (BhtApi) zoe = window_hire_owner (w, "zoe@example.org", "Zoe");

  bht_proxy_cut (w->proxy, TRUE);
  story_console_write (w->console, "on its way");
  window_wait_line (w, "*waiting to be sent: on its way");
  window_type (w, "half a sentence");
  disable_mia (w, zoe, TRUE);
  bht_proxy_cut (w->proxy, FALSE);

  window_wait_words (w, "*sign in again*What you wrote*");
  window_picture ("disabled");
  g_assert_cmpuint (bht_api_call (w->mia, "GET", "/v1/desk/conversations", NULL, NULL), ==, 401);
  g_assert_cmpuint (bht_api_call (w->mia, "GET", "/v1/desk/me", NULL, NULL), ==, 401);
  sign_in_again (w);
  window_wait_words (w, "*disabled the account.");
  window_picture ("disabled-sign-in");
  disable_mia (w, zoe, FALSE);
  sign_in_again (w);
  window_open (w);
  window_wait_line (w, "*on its way");
  window_assert_typed (w, "half a sentence");
}

/* ---- somebody signs out ---- */

static void
test_sign_out (Window *w, gconstpointer unused)
{
  bht_proxy_cut (w->proxy, TRUE);
  story_console_write (w->console, "qwxy on its way");
  window_wait_line (w, "*waiting to be sent: qwxy on its way");
  window_type (w, "qwxy half a sentence");
  window_wait_until (window_keeps (w, "qwxy half"));
  keyboard_command (w->console->root, "Sign Out");
  window_wait_words (w, "1 message has not been sent.*");
  window_picture ("sign-out");
  window_press (w, "Sign Out");

  story_console_wait (w->console, ATSPI_ROLE_PASSWORD_TEXT, "*");
  window_wait_until (!window_keeps (w, "qwxy"));
  window_wait_until (!window_keeps (w, "How can we help"));
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

  ADD ("asleep-and-awake-again", test_stopped);
  ADD ("disabled-operator-is-told-and-nothing-is-lost", test_disabled);
  ADD ("signing-out-asks-and-leaves-nothing", test_sign_out);

  return g_test_run ();
}
