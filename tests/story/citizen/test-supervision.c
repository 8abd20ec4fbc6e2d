/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia looks after her team from her window: who is there and what they have, what the assistant is
 * at, a word in Sam's ear, and who did what. */
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat.h"

static struct
{
  BhtBellhopd *daemon;
  BhtApi *api; /* Mia's */
  Seat *mia;
  Seat *sam;
  Visitor *ada;
} story;

static void
claim_at_sams (void)
{
  story.ada = visitor_new_waiting (story.daemon, "Ada Lindqvist", "My fork creaks.");
  seat_keys (story.sam, "alt+1");
  seat_see (story.sam, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  seat_keys (story.sam, "j");
  seat_see (story.sam, BHT_ATSPI_ANY, "Waiting * for a person");
  seat_keys (story.sam, "ctrl+shift+c");
}

static void
test_who_is_there_and_loaded (void)
{
  seat_keys (story.mia, "ctrl+5");
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Sam, Online*No conversation*");
  claim_at_sams ();
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Sam, Online*1 conversation*");
  visitor_says (story.ada, "Is anybody there?");
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Sam, Online*1 conversation, 1 waits for an answer");
  seat_picture (story.mia, "supervision-1-load");
}

/* It waits a while for further words (so it is set here), and is seen to. */
static void
test_what_the_assistant_is_at (void)
{
  g_autoptr (Visitor) ben = visitor_new (story.daemon, "Ben Okri", NULL);

  seat_see (story.mia, BHT_ATSPI_ANY, "Nothing right now");
  visitor_says (ben, "Where is my parcel?");
  seat_see (story.mia, ATSPI_ROLE_LIST, "What the Assistant Is Doing");
  seat_see (story.mia, BHT_ATSPI_ANY, "*Where is my parcel?*");
  seat_see (story.mia, BHT_ATSPI_ANY, "Nothing right now");
}

/* Nothing that is shown is called as a class is. */
static void
see_names (Seat *seat)
{
  g_autofree char *nameless = bht_atspi_list_nameless (seat_root (seat));

  g_assert_cmpstr (nameless, ==, "");
}

static void
test_whispers (void)
{
  see_names (story.mia);
  seat_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Sam, Online*");
  seat_see (story.mia, ATSPI_ROLE_LABEL, "Nothing was said yet");
  see_names (story.mia);
  seat_walk (story.mia, "Tab", ATSPI_ROLE_TEXT, "Whisper to Sam");
  seat_type (story.mia, "Offer her a new one.");
  seat_keys (story.mia, "Return");
  seat_keys (story.sam, "ctrl+5");
  seat_press (story.sam, ATSPI_ROLE_LIST_ITEM, "Mia, Online*1 unread whisper*");
  seat_see (story.sam, ATSPI_ROLE_LABEL, "Offer her a new one.");
  seat_picture (story.sam, "supervision-2-whisper");
}

static void
test_who_did_what (void)
{
  json_node_unref (
      bht_api_expect (story.api, "PATCH", "/v1/desk/settings", "{\"auto_resolve_h\":48}", 200));
  seat_command (story.mia, "Settings: Audit Log");
  seat_see (story.mia, ATSPI_ROLE_LABEL, "Mia changed *");
  seat_see (story.mia, ATSPI_ROLE_LABEL, "*added a person");
  seat_picture (story.mia, "supervision-3-audit");
}

static void
set_up (void)
{
  static const char *const settings[] = { "BELLHOP_DEBOUNCE_MS=4000", NULL };
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (story.daemon);
  story.api = bht_api_new (bht_bellhopd_url (story.daemon), token);
  bht_api_free (desk_hire (story.daemon, "Sam", NULL));
  story.mia = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1280, 800);
  story.sam = seat_new (bht_bellhopd_dir (story.daemon), "sam", 1280, 800);
  seat_open (story.mia, bht_bellhopd_url (story.daemon));
  seat_open (story.sam, bht_bellhopd_url (story.daemon));
  seat_see (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
  seat_see (story.sam, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
tear_down (void)
{
  seat_free (story.mia);
  seat_free (story.sam);
  g_clear_pointer (&story.ada, visitor_free);
  bht_api_free (story.api);
  bht_bellhopd_free (story.daemon);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/supervision/1-who-is-there-and-how-loaded",
                   test_who_is_there_and_loaded);
  g_test_add_func ("/story/supervision/2-what-the-assistant-is-at", test_what_the_assistant_is_at);
  g_test_add_func ("/story/supervision/3-a-word-in-sams-ear", test_whispers);
  g_test_add_func ("/story/supervision/4-who-did-what", test_who_did_what);
  status = g_test_run ();
  tear_down ();
  return status;
}
