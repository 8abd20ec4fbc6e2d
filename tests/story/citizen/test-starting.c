/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia decides whether the console starts with her session and goes on without its window.  The
 * desktop's portal is asked where there is one for it; else a file says so to the session. */
#include "tests/story/people/desk.h"
#include "tests/story/seat/seat-portal.h"
#include "tests/story/seat/seat.h"

#include <string.h>

static struct
{
  BhtBellhopd *daemon;
  BhtApi *api; /* Mia's */
  Seat *mia;
  SeatPortal *portal; /* (nullable) */
} story;

static void
open_console (void)
{
  seat_open (story.mia, bht_bellhopd_url (story.daemon));
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
turn_switch (const char *name)
{
  seat_command (story.mia, "Preferences");
  seat_wait_windows (story.mia, 2);
  seat_walk (story.mia, "Tab", BHT_ATSPI_ANY, name);
  seat_keys (story.mia, "space");
  seat_picture (story.mia, "starting-preferences");
}

static void
leave_preferences (void)
{
  seat_keys (story.mia, "Escape");
  seat_wait_windows (story.mia, 1);
}

/* @wanted: “'autostart': <true>” */
static void
await_portal (guint n, const char *wanted)
{
  g_autofree char *asked = seat_portal_wait (story.portal, n);

  if (strstr (asked, wanted) == NULL)
    g_error ("the portal was asked %s", asked);
}

static void
test_the_portal_is_asked_to_start_it (void)
{
  open_console ();
  turn_switch ("Start with the Session");
  await_portal (1, "'autostart': <true>");
  await_portal (1, "'commandline': <['bellhop', '--gapplication-service']>");
  seat_keys (story.mia, "space");
  await_portal (2, "'autostart': <false>");
  leave_preferences ();
}

/* ---- without its window ---- */

static void
test_it_goes_on_without_its_window (void)
{
  seat_keys (story.mia, "ctrl+w");
  seat_wait_windows (story.mia, 0);
  desk_await (story.api, "/v1/desk/directory", "\"status\":\"online\"");
  seat_activate (story.mia);
  seat_wait_windows (story.mia, 1);
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
await_end (void)
{
  gint64 deadline = g_get_monotonic_time () + SEAT_SECONDS * G_USEC_PER_SEC;

  while (seat_is_open (story.mia))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("the console goes on without its window");
      g_usleep (20000);
    }
}

static void
test_unless_it_shall_not (void)
{
  turn_switch ("Ring in the Background");
  await_portal (3, "To ring when a visitor asks for a person");
  leave_preferences ();
  seat_keys (story.mia, "ctrl+w");
  await_end ();
}

/* ---- a desktop that has no such portal ---- */

static char *
entry_path (void)
{
  return g_build_filename (seat_home (story.mia), "autostart", "org.bellhop.Console.desktop", NULL);
}

static void
await_entry (gboolean there)
{
  g_autofree char *path = entry_path ();
  gint64 deadline = g_get_monotonic_time () + SEAT_SECONDS * G_USEC_PER_SEC;

  while (g_file_test (path, G_FILE_TEST_EXISTS) != there)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” %s", path, there ? "never came" : "stays");
      g_usleep (20000);
    }
}

static void
test_elsewhere_a_file_starts_it (void)
{
  g_autofree char *path = entry_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *command = NULL;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* the portal did it */
  g_clear_pointer (&story.portal, seat_portal_free);
  story.portal = seat_portal_new (seat_bus (story.mia), FALSE);
  open_console ();
  turn_switch ("Start with the Session");
  await_entry (TRUE);
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  command = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_assert_cmpstr (command, ==, "bellhop --gapplication-service");
  seat_keys (story.mia, "space");
  await_entry (FALSE);
  leave_preferences ();
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.api = bht_api_new (bht_bellhopd_url (story.daemon), token);
  story.mia = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1280, 800);
  story.portal = seat_portal_new (seat_bus (story.mia), TRUE);
}

static void
tear_down (void)
{
  seat_portal_free (story.portal);
  seat_free (story.mia);
  bht_api_free (story.api);
  bht_bellhopd_free (story.daemon);
}

#define CHAPTER(name, function) g_test_add_func ("/story/starting/" name, function)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  CHAPTER ("1-the-portal-is-asked-to-start-it", test_the_portal_is_asked_to_start_it);
  CHAPTER ("2-it-goes-on-without-its-window", test_it_goes_on_without_its_window);
  CHAPTER ("3-unless-it-shall-not", test_unless_it_shall_not);
  CHAPTER ("4-elsewhere-a-file-starts-it", test_elsewhere_a_file_starts_it);
  status = g_test_run ();
  tear_down ();
  return status;
}
