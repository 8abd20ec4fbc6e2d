/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia works elsewhere on her desktop: the console calls her, with its window closed as well, and
 * for both of the desks where she answers. */
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat-ear.h"
#include "tests/story/seat/seat-notes.h"
#include "tests/story/seat/seat.h"

static struct
{
  BhtBellhopd *shop;   /* where she is Mia */
  BhtBellhopd *museum; /* where she is Kim */
  BhtApi *mia;
  BhtApi *kim;
  Seat *seat;
  SeatNotes *notes;
  GPtrArray *visitors;
} story;

static Visitor *
somebody_asks (BhtBellhopd *daemon, const char *name, const char *words)
{
  Visitor *visitor = visitor_new_waiting (daemon, name, words);

  g_ptr_array_add (story.visitors, visitor);
  return visitor;
}

static void
see (AtspiRole role, const char *pattern)
{
  seat_see (story.seat, role, pattern);
}

static void
test_claims (void)
{
  Visitor *ada = somebody_asks (story.shop, "Ada Lindqvist", "My fork creaks.");

  seat_notes_press (story.notes, "Ada Lindqvist asks for a person: *My fork creaks.", "Claim");
  desk_await (story.mia, ada->path, "\"status\":\"claimed\"");
  desk_await (story.mia, ada->path, "\"assignee\":{");
  see (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, visitor, ??:??: My fork creaks.");
  see (BHT_ATSPI_ANY, "Yours*");
  seat_notes_wait_none (story.notes, "Ada Lindqvist asks for a person*");
}

static void
test_opens (void)
{
  Visitor *ben = somebody_asks (story.shop, "Ben Okri", "Where is my parcel?");

  seat_notes_press (story.notes, "Ben Okri asks for a person: *Where is my parcel?", "Open");
  see (ATSPI_ROLE_LIST_ITEM, "Ben Okri, visitor, ??:??: Where is my parcel?");
  see (BHT_ATSPI_ANY, "Waiting * for a person");
  desk_await (story.mia, ben->path, "\"assignee\":null");
}

/* The program goes on without its window. */
static void
test_opens_from_the_background (void)
{
  g_autoptr (SeatEar) ear = seat_ear_new (seat_screen (story.seat));

  seat_keys (story.seat, "ctrl+w");
  seat_wait_windows (story.seat, 0);
  somebody_asks (story.shop, "Cleo Marsh", "Do you repair rims?");
  seat_notes_wait (story.notes, "Cleo Marsh asks for a person: *Do you repair rims?");
  seat_ear_wait_bell (ear);
  seat_notes_press (story.notes, "Cleo Marsh asks for a person: *", "");
  seat_wait_windows (story.seat, 1);
  see (ATSPI_ROLE_LIST_ITEM, "Cleo Marsh, visitor, ??:??: Do you repair rims?");
  seat_picture (story.seat, "desktop-1-background");
}

static void
choose_in_menu (const char *pattern)
{
  seat_keys (story.seat, "F10");
  seat_press (story.seat, ATSPI_ROLE_MENU_ITEM, pattern);
}

static void
test_answers_at_two_desks (void)
{
  somebody_asks (story.museum, "Ines Duarte", "When do you open?");
  choose_in_menu ("Add an Account*");
  seat_sign_in (story.seat, bht_bellhopd_url (story.museum), "kim@example.org");
  see (ATSPI_ROLE_LIST_ITEM, "Ines Duarte, Waiting*");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 1");
  seat_see_gone (story.seat, ATSPI_ROLE_LIST_ITEM, "Ben Okri*");
  seat_picture (story.seat, "desktop-2-second-desk");
}

/* She looks at the museum's desk when the shop's calls. */
static void
test_opens_the_right_desk (void)
{
  somebody_asks (story.shop, "Dora Klein", "Is my bike ready?");
  seat_notes_press (story.notes, "Dora Klein asks for a person: *", "Open");
  see (ATSPI_ROLE_LIST_ITEM, "Dora Klein, visitor, ??:??: Is my bike ready?");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 3");
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Online");
}

static void
test_switches (void)
{
  choose_in_menu ("* · kim@example.org");
  see (ATSPI_ROLE_PUSH_BUTTON, "Kim, Online");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 1");
  choose_in_menu ("* · mia@example.org");
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Online");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 3");
}

/* Who has locked the screen answers at neither desk. */
static void
test_away (void)
{
  seat_notes_lock (story.notes, TRUE);
  desk_await (story.mia, "/v1/desk/directory", "\"status\":\"away\"");
  desk_await (story.kim, "/v1/desk/directory", "\"status\":\"away\"");
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Away");
  seat_notes_lock (story.notes, FALSE);
  desk_await (story.mia, "/v1/desk/directory", "\"status\":\"online\"");
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Online");
}

/* Of the two sign-ins one is left, also after the program has been started again. */
static void
test_leaves_one_desk (void)
{
  choose_in_menu ("* · kim@example.org");
  see (ATSPI_ROLE_PUSH_BUTTON, "Kim, Online");
  seat_command (story.seat, "Sign Out");
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Online");
  seat_close (story.seat);
  seat_open (story.seat, NULL);
  see (ATSPI_ROLE_PUSH_BUTTON, "Mia, Online");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 3");
  seat_keys (story.seat, "F10");
  see (ATSPI_ROLE_MENU_ITEM, "Add an Account*");
  g_assert_cmpuint (bht_atspi_count (seat_root (story.seat), ATSPI_ROLE_MENU_ITEM, "*kim*"), ==, 0);
}

static void
set_up (void)
{
  g_autofree char *token = NULL;
  g_autofree char *unused = NULL;

  story.shop = bht_bellhopd_new (NULL);
  story.museum = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.shop);
  unused = bht_bellhopd_furnish (story.museum);
  story.mia = bht_api_new (bht_bellhopd_url (story.shop), token);
  story.kim = desk_hire (story.museum, "Kim", NULL);
  story.visitors = g_ptr_array_new_with_free_func ((GDestroyNotify) visitor_free);
  story.seat = seat_new (bht_bellhopd_dir (story.shop), "mia", 1280, 800);
  story.notes = seat_notes_new (seat_bus (story.seat));
  seat_prefer (story.seat, "background", "true");
  seat_open (story.seat, NULL);
  seat_sign_in (story.seat, bht_bellhopd_url (story.shop), "mia@example.org");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
tear_down (void)
{
  seat_notes_free (story.notes);
  seat_free (story.seat);
  g_ptr_array_unref (story.visitors);
  bht_api_free (story.mia);
  bht_api_free (story.kim);
  bht_bellhopd_free (story.shop);
  bht_bellhopd_free (story.museum);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/desktop/1-the-notification-claims", test_claims);
  g_test_add_func ("/story/desktop/2-the-notification-opens", test_opens);
  g_test_add_func ("/story/desktop/3-and-from-the-background", test_opens_from_the_background);
  g_test_add_func ("/story/desktop/4-she-answers-at-two-desks", test_answers_at_two_desks);
  g_test_add_func ("/story/desktop/5-the-notification-opens-the-right-desk",
                   test_opens_the_right_desk);
  g_test_add_func ("/story/desktop/6-she-switches-desks", test_switches);
  g_test_add_func ("/story/desktop/7-a-locked-screen-is-away", test_away);
  g_test_add_func ("/story/desktop/8-she-leaves-one-desk", test_leaves_one_desk);
  status = g_test_run ();
  tear_down ();
  return status;
}
