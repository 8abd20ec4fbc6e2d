/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia wants to know what program this is, and how one works with it: two windows that keys open and
 * close. */
#include "config.h"

#include "tests/story/people/desk.h"
#include "tests/story/seat/seat.h"

static struct
{
  BhtBellhopd *daemon;
  Seat *mia;
} story;

static void
see (const char *pattern)
{
  seat_see (story.mia, BHT_ATSPI_ANY, pattern);
}

/* Nothing that is shown is called as a class is. */
static void
see_names (void)
{
  g_autofree char *nameless = bht_atspi_list_nameless (seat_root (story.mia));

  g_assert_cmpstr (nameless, ==, "");
}

static void
leave (void)
{
  seat_keys (story.mia, "Escape");
  seat_wait_windows (story.mia, 1);
}

static void
test_the_menu_says_what_it_is (void)
{
  seat_keys (story.mia, "F10");
  seat_press (story.mia, ATSPI_ROLE_MENU_ITEM, "About Bellhop");
  seat_wait_windows (story.mia, 2);
  see ("Bellhop");
  see ("The Bellhop Authors");
  see (BELLHOP_VERSION);
  seat_picture (story.mia, "about-1-window");
  see_names ();
  leave ();
}

/* What one may do with it, behind a row of that window. */
static void
test_and_on_what_terms (void)
{
  seat_command (story.mia, "About Bellhop");
  seat_wait_windows (story.mia, 2);
  seat_walk (story.mia, "Tab", BHT_ATSPI_ANY, "Legal");
  seat_keys (story.mia, "Return");
  see ("*GNU Affero General Public License*");
  seat_picture (story.mia, "about-2-terms");
  seat_keys (story.mia, "Escape"); /* back to the first page */
  leave ();
}

static void
test_help_is_at_a_key (void)
{
  seat_keys (story.mia, "F1");
  seat_wait_windows (story.mia, 2);
  see ("The conversation stands under Waiting, *");
  seat_picture (story.mia, "about-3-help");
  see_names ();
  leave ();
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.mia = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1280, 800);
  seat_open (story.mia, bht_bellhopd_url (story.daemon));
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/about/1-the-menu-says-what-it-is", test_the_menu_says_what_it_is);
  g_test_add_func ("/story/about/2-and-on-what-terms", test_and_on_what_terms);
  g_test_add_func ("/story/about/3-help-is-at-a-key", test_help_is_at_a_key);
  status = g_test_run ();
  seat_free (story.mia);
  bht_bellhopd_free (story.daemon);
  return status;
}
