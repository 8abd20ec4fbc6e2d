/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia's keyring is locked, and she does not open it: she is told so, can sign in all the same until
 * the console is closed, and is asked for her password the next time.  The real window, real keys,
 * the real daemon. */
#include "tests/story/people/desk.h"
#include "tests/story/seat/seat-keyring.h"
#include "tests/story/seat/seat.h"

static struct
{
  BhtBellhopd *daemon;
  Seat *mia;
  SeatKeyring *keyring;
} story;

/* The keyring asks, she cancels; the sign-in is good for now. */
static void
test_she_signs_in_for_now (void)
{
  seat_open (story.mia, NULL);
  seat_sign_in (story.mia, bht_bellhopd_url (story.daemon), "mia@example.org");
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
  seat_see (story.mia, BHT_ATSPI_ANY,
            "You are signed in until the console is closed: *keyring*locked*");
  g_assert_cmpuint (seat_keyring_count (story.keyring), >, 0);
  seat_picture (story.mia, "locked-1-for-now");
}

/* Who she is was kept, and what only a keyring may hold was not. */
static void
test_the_next_time_she_is_asked_again (void)
{
  seat_close (story.mia);
  seat_open (story.mia, NULL);
  seat_at (story.mia, BHT_ATSPI_ANY, "Password");
  seat_see (story.mia, BHT_ATSPI_ANY, "Your keyring is locked, *: sign in again.*");
  seat_picture (story.mia, "locked-2-asked");
  seat_type (story.mia, BHT_PASSWORD);
  seat_keys (story.mia, "Return");
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

int
main (int argc, char **argv)
{
  g_autofree char *token = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.mia = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1280, 800);
  story.keyring = seat_keyring_new (seat_bus (story.mia));
  seat_use_keyring (story.mia);
  g_test_add_func ("/story/locked/1-she-signs-in-for-now", test_she_signs_in_for_now);
  g_test_add_func ("/story/locked/2-the-next-time-she-is-asked-again",
                   test_the_next_time_she_is_asked_again);
  status = g_test_run ();
  seat_keyring_free (story.keyring);
  seat_free (story.mia);
  bht_bellhopd_free (story.daemon);
  return status;
}
