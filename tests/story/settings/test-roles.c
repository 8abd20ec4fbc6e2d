/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Sam is an agent, who answers and decides nothing for all.  His window of settings says so, does
 * not offer what only administrators may see, and lets him change what is his own.  The real
 * window, real keys, the real daemon. */
#include "tests/story/scene/scene.h"
#include "tests/story/scene/window.h"
#include "tests/story/settings/pages.h"

static Scene scene;
static StoryConsole *sam;

static const char *const of_administrators[] = { "API Keys", "Webhooks", "Audit Log" };

/* It is one list with the rest: what he may see stands there, so the others would, too. */
static void
test_what_is_not_his_is_not_listed (void)
{
  pages_open (sam, "Profile");
  window_see (sam, ROW, "Persona");
  window_see (sam, ROW, "On Your Site");
  for (guint i = 0; i < G_N_ELEMENTS (of_administrators); i++)
    g_assert_cmpuint (bht_atspi_count (sam->root, ROW, of_administrators[i]), ==, 0);
  window_picture ("roles-1-list");
  pages_leave (sam);
}

static void
test_nor_is_it_among_the_commands (void)
{
  keyboard_press ("ctrl+k");
  keyboard_wait_focus (sam->root, ANYTHING, "Command");
  window_see (sam, ROW, "Settings: Persona*");
  for (guint i = 0; i < G_N_ELEMENTS (of_administrators); i++)
    {
      g_autofree char *row = g_strconcat ("Settings: ", of_administrators[i], "*", NULL);

      g_assert_cmpuint (bht_atspi_count (sam->root, ROW, row), ==, 0);
    }
  keyboard_press ("Escape");
  window_see_no (sam, ANYTHING, "Command");
  window_enter ();
}

static void
test_what_holds_for_all_he_only_reads (void)
{
  pages_open (sam, "Persona");
  window_see (sam, WORDS, "Only administrators can change settings.");
  window_picture ("roles-2-read");
  pages_leave (sam);

  pages_open (sam, "People");
  window_see (sam, ROW, "Mia*");
  g_assert_cmpuint (bht_atspi_count (sam->root, BUTTON, "Add a Person"), ==, 0);
  pages_leave (sam);
}

/* What no window offers, no program may do for him. */
static void
test_the_daemon_says_the_same (void)
{
  g_assert_cmpuint (bht_api_call (scene.sam, "GET", "/v1/desk/keys", NULL, NULL), ==, 403);
  g_assert_cmpuint (bht_api_call (scene.sam, "GET", "/v1/desk/webhooks", NULL, NULL), ==, 403);
  g_assert_cmpuint (bht_api_call (scene.sam, "GET", "/v1/desk/audit", NULL, NULL), ==, 403);
  g_assert_cmpuint (bht_api_call (scene.sam, "PATCH", "/v1/desk/ai", "{\"tone\":\"warm\"}", NULL),
                    ==, 403);
}

static void
test_his_name_is_his_own (void)
{
  pages_open (sam, "Profile");
  pages_fill_in (sam, "Your Name", "Sam Ode");
  pages_save (sam);
  desk_await (scene.sam, "/v1/desk/me", "\"name\":\"Sam Ode\"");
  window_picture ("roles-3-own");
  pages_leave (sam);
}

#define CHAPTER(name, function) g_test_add_func ("/story/roles/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_open (&scene, NULL);
  keyboard_start ();
  sam = scene_show_for (&scene, "sam");
  window_see (sam, ROW, "Waiting, *");
  CHAPTER ("1-what-is-not-his-is-not-listed", test_what_is_not_his_is_not_listed);
  CHAPTER ("2-nor-is-it-among-the-commands", test_nor_is_it_among_the_commands);
  CHAPTER ("3-what-holds-for-all-he-only-reads", test_what_holds_for_all_he_only_reads);
  CHAPTER ("4-the-daemon-says-the-same", test_the_daemon_says_the_same);
  CHAPTER ("5-his-name-is-his-own", test_his_name_is_his_own);
  status = g_test_run ();
  story_console_free (sam);
  scene_close (&scene);

  return status;
}
