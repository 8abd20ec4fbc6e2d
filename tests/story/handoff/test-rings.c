/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Mia and Sam sit at two desks.  A visitor asks for a person: both windows say so and both desks
 * ring, until one of them claims.  One story in chapters. */
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat-ear.h"
#include "tests/story/seat/seat-notes.h"
#include "tests/story/seat/seat.h"

typedef struct
{
  Seat *seat;
  SeatEar *ear;
  SeatNotes *notes;
} Desk;

static struct
{
  BhtBellhopd *daemon;
  BhtApi *api; /* Mia's, to look behind the scenes */
  Desk mia;
  Desk sam;
  Visitor *ada;
  Visitor *ben;
} story;

static Desk
furnish (const char *name)
{
  Desk desk;

  desk.seat = seat_new (bht_bellhopd_dir (story.daemon), name, 1280, 800);
  desk.ear = seat_ear_new (seat_screen (desk.seat));
  desk.notes = seat_notes_new (seat_bus (desk.seat));
  seat_open (desk.seat, bht_bellhopd_url (story.daemon));
  seat_see (desk.seat, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
  return desk;
}

static void
clear (Desk *desk)
{
  seat_ear_free (desk->ear);
  seat_notes_free (desk->notes);
  seat_free (desk->seat);
}

/* Measured, and told; what is fast enough is for bench-handoff on a quiet machine. */
static void
tell (const char *who, const char *what, gint64 at_us, gint64 since_us)
{
  g_test_message ("%s: %s after %.1f ms", who, what, (double) (at_us - since_us) / 1000);
}

static void
rings (Desk *desk, const char *who, gint64 asked_us)
{
  tell (who, "the bell rings", seat_ear_wait_bell (desk->ear), asked_us);
  tell (who, "the title says that one waits", seat_ear_wait_title (desk->ear, "(1) Bellhop"),
        asked_us);
  tell (who, "it is drawn", seat_ear_wait_drawn (desk->ear), asked_us);
  seat_notes_wait (desk->notes, "Ada Lindqvist asks for a person: *My fork creaks.");
  seat_see (desk->seat, ATSPI_ROLE_LIST_ITEM, "Waiting, 1");
}

static void
test_rings_everywhere (void)
{
  gint64 asked_us;

  story.ada = visitor_new_waiting (story.daemon, "Ada Lindqvist", "My fork creaks.");
  asked_us = visitor_read_us (story.ada, story.api, "handoff.created_us");
  rings (&story.mia, "Mia", asked_us);
  rings (&story.sam, "Sam", asked_us);
  seat_picture (story.sam.seat, "handoff-1-rings");
}

static void
falls_silent (Desk *desk, const char *who, gint64 claimed_us)
{
  tell (who, "nobody waits any more", seat_ear_wait_title (desk->ear, "Bellhop"), claimed_us);
  tell (who, "it is drawn", seat_ear_wait_drawn (desk->ear), claimed_us);
  seat_notes_wait_none (desk->notes, "Ada Lindqvist asks for a person*");
  seat_see (desk->seat, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
test_claimed_by_key (void)
{
  gint64 claimed_us;

  seat_keys (story.mia.seat, "alt+1");
  seat_see (story.mia.seat, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Waiting*");
  seat_keys (story.mia.seat, "j");
  seat_see (story.mia.seat, ATSPI_ROLE_PUSH_BUTTON, "Claim*");
  seat_keys (story.mia.seat, "ctrl+shift+c");
  desk_await (story.api, story.ada->path, "\"status\":\"claimed\"");
  claimed_us = visitor_read_us (story.ada, story.api, "handoff.claimed_us");
  falls_silent (&story.mia, "Mia", claimed_us);
  falls_silent (&story.sam, "Sam", claimed_us);
  seat_ear_forget (story.mia.ear);
  seat_ear_forget (story.sam.ear);
}

static void
test_shows_whose (void)
{
  seat_keys (story.sam.seat, "alt+6");
  seat_see (story.sam.seat, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Mia*");
  seat_keys (story.sam.seat, "j");
  seat_see (story.sam.seat, BHT_ATSPI_ANY, "Mia has this conversation");
  seat_picture (story.sam.seat, "handoff-2-whose");
}

/* Nobody waits, and no bell rings, however long the chapters before took. */
static void
test_stays_silent (void)
{
  g_assert_cmpuint (seat_ear_count_bells (story.mia.ear), ==, 0);
  g_assert_cmpuint (seat_ear_count_bells (story.sam.ear), ==, 0);
}

/* Who mutes the bell is told by the window and the desktop all the same. */
static void
test_muted_at_one_desk (void)
{
  seat_keys (story.sam.seat, "ctrl+m");
  seat_keys (story.sam.seat, "F10");
  seat_see (story.sam.seat, ATSPI_ROLE_MENU_ITEM, "Mute the Bell for Now");
  seat_keys (story.sam.seat, "Escape");
  story.ben = visitor_new_waiting (story.daemon, "Ben Okri", "Where is my parcel?");
  seat_ear_wait_bell (story.mia.ear);
  seat_ear_wait_title (story.sam.ear, "(1) Bellhop");
  seat_notes_wait (story.sam.notes, "Ben Okri asks for a person: *Where is my parcel?");
  g_assert_cmpuint (seat_ear_count_bells (story.sam.ear), ==, 0);
}

/* Let go again, it rings again, also where it was claimed. */
static void
test_released (void)
{
  seat_ear_forget (story.mia.ear);
  seat_keys (story.mia.seat, "ctrl+shift+l");
  desk_await (story.api, story.ada->path, "\"status\":\"pending\"");
  seat_ear_wait_title (story.mia.ear, "(2) Bellhop");
  seat_ear_wait_title (story.sam.ear, "(2) Bellhop");
  seat_notes_wait (story.sam.notes, "Ada Lindqvist asks for a person*");
  seat_see (story.sam.seat, BHT_ATSPI_ANY, "Waiting * for a person");
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.api = bht_api_new (bht_bellhopd_url (story.daemon), token);
  bht_api_free (desk_hire (story.daemon, "Sam", NULL));
  story.mia = furnish ("mia");
  story.sam = furnish ("sam");
}

static void
tear_down (void)
{
  clear (&story.mia);
  clear (&story.sam);
  g_clear_pointer (&story.ada, visitor_free);
  g_clear_pointer (&story.ben, visitor_free);
  bht_api_free (story.api);
  bht_bellhopd_free (story.daemon);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/handoff/1-rings-at-every-desk", test_rings_everywhere);
  g_test_add_func ("/story/handoff/2-claimed-by-key-is-silent-at-every-desk", test_claimed_by_key);
  g_test_add_func ("/story/handoff/3-the-other-sees-whose-it-is", test_shows_whose);
  g_test_add_func ("/story/handoff/4-and-no-bell-rings-again", test_stays_silent);
  g_test_add_func ("/story/handoff/5-muted-at-one-desk-rings-at-the-other", test_muted_at_one_desk);
  g_test_add_func ("/story/handoff/6-released-rings-again", test_released);
  status = g_test_run ();
  tear_down ();
  return status;
}
