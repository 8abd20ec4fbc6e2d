/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* What becomes of a conversation after somebody asked for a person: the visitor's place in the
 * line, a team with a note, the assistant again, later, too late, and first of all. */
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat-notes.h"
#include "tests/story/seat/seat.h"

#include <string.h>

#define NOTE "0190a000-0000-7000-8000-000000000009"

static struct
{
  BhtBellhopd *daemon;
  BhtApi *mia; /* an owner, who is not at her desk */
  Seat *sam;
  char *sam_id;
  SeatNotes *notes;
  Visitor *ada;
  Visitor *ben;
} story;

static void
see (AtspiRole role, const char *pattern)
{
  seat_see (story.sam, role, pattern);
}

/* What the widget tells the visitor. */
static void
await_place (Visitor *visitor, const char *place)
{
  desk_await (visitor->api, "/v1/widget/conversations", place);
}

static void
await_messages (Visitor *visitor, const char *part)
{
  visitor_await_said (visitor, story.mia, part);
}

static void
patch (const char *path, const char *change)
{
  json_node_unref (bht_api_expect (story.mia, "PATCH", path, change, 200));
}

/* Opens the one who waits longest, and claims. */
static void
claim (const char *who, Visitor *visitor)
{
  g_autofree char *row = g_strconcat (who, ", Waiting*", NULL);

  seat_keys (story.sam, "alt+1");
  seat_press (story.sam, ATSPI_ROLE_LIST_ITEM, row);
  see (BHT_ATSPI_ANY, "Waiting * for a person");
  seat_keys (story.sam, "ctrl+shift+c");
  desk_await (story.mia, visitor->path, "\"status\":\"claimed\"");
  see (BHT_ATSPI_ANY, "Yours*");
}

static void
test_place_is_told (void)
{
  await_place (story.ada, "\"queue_position\":1");
  await_place (story.ben, "\"queue_position\":2");
  claim ("Ada Lindqvist", story.ada);
  await_place (story.ben, "\"queue_position\":1");
}

static void
test_team_gets_it_with_a_note (void)
{
  seat_keys (story.sam, "ctrl+shift+t");
  seat_walk (story.sam, "Tab", BHT_ATSPI_ANY, "Search people and teams");
  seat_type (story.sam, "Work");
  seat_walk (story.sam, "Tab", ATSPI_ROLE_LIST_ITEM, "Workshop*");
  seat_keys (story.sam, "space");
  seat_walk (story.sam, "Tab", ATSPI_ROLE_TEXT, "Note*");
  seat_type (story.sam, "She rides a Trail 29.");
  seat_picture (story.sam, "flow-1-transfer");
  seat_walk (story.sam, "Tab", ATSPI_ROLE_PUSH_BUTTON, "Transfer");
  seat_keys (story.sam, "Return");
  desk_await (story.mia, story.ada->path, "\"name\":\"Workshop\"");
  desk_await (story.mia, story.ada->path, "\"assignee\":null");
  await_messages (story.ada, "She rides a Trail 29.");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 2");
  see (ATSPI_ROLE_LIST_ITEM, "The conversation was handed to Workshop*");
}

/* It answers what nobody has answered, and what comes next. */
static void
test_assistant_has_it_again (void)
{
  claim ("Ada Lindqvist", story.ada);
  seat_command (story.sam, "Return to the Assistant");
  desk_await (story.mia, story.ada->path, "\"status\":\"unresolved\"");
  see (BHT_ATSPI_ANY, "The assistant is answering");
  see (ATSPI_ROLE_LIST_ITEM, "Sam* gave the conversation back to the assistant*");
  await_messages (story.ada, "\"body\":\"I am sorry, I could not find an answer");
  visitor_says (story.ada, "Thank you!");
  await_messages (story.ada, "\"body\":\"You are welcome");
}

/* A time of seconds from now: the window's own choices are minutes away. */
static void
test_comes_back_at_its_time (void)
{
  g_autofree char *change = g_strdup_printf ("{\"snoozed_until_us\":%" G_GINT64_FORMAT "}",
                                             g_get_real_time () + 3 * G_USEC_PER_SEC);

  patch (story.ben->path, change);
  see (ATSPI_ROLE_LIST_ITEM, "Snoozed, 1");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
  seat_notes_wait_none (story.notes, "Ben Okri asks for a person*");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 1");
  see (ATSPI_ROLE_LIST_ITEM, "Snoozed, 0");
  desk_await (story.mia, story.ben->path, "\"snoozed_until_us\":null");
}

/* Who claims and lets the visitor wait loses it to the others. */
static void
test_given_back_when_too_late (void)
{
  claim ("Ben Okri", story.ben);
  see (ATSPI_ROLE_LIST_ITEM, "Mine, 1");
  patch ("/v1/desk/settings", "{\"claim_timeout_s\":1}");
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 1");
  see (ATSPI_ROLE_LIST_ITEM, "Mine, 0");
  desk_await (story.mia, story.ben->path, "\"assignee\":null");
  desk_await (story.mia, "/v1/desk/audit", "\"action\":\"claim.timed_out\"");
  patch ("/v1/desk/settings", "{\"claim_timeout_s\":0}");
}

/* The site says when somebody is there again. */
static void
test_hours_are_told (void)
{
  desk_await (story.ada->api, "/v1/widget/organizations/demo",
              "\"open\":true,\"next_open_us\":null");
  patch ("/v1/desk/ai", "{\"time_zone\":\"UTC\",\"hours\":{\"mon\":[],\"tue\":[],\"wed\":[],"
                        "\"thu\":[],\"fri\":[],\"sat\":[],\"sun\":[[\"02:30\",\"02:31\"]]}}");
  desk_await (story.ada->api, "/v1/widget/organizations/demo", "\"open\":false,\"next_open_us\":1");
}

/* What comes without having been asked for is told by the desktop, and by whom. */
static void
test_a_colleague_hands_one_over (void)
{
  g_autofree char *path = g_strconcat (story.ada->path, "/transfer", NULL);
  g_autofree char *body = g_strdup_printf ("{\"operator_id\":\"%s\",\"note_id\":\"" NOTE "\","
                                           "\"note\":\"She rides a Trail 29.\"}",
                                           story.sam_id);

  json_node_unref (bht_api_expect (story.mia, "POST", path, body, 200));
  seat_notes_press (story.notes,
                    "Mia handed you a conversation (Ada Lindqvist): She rides a Trail 29.", "");
  see (BHT_ATSPI_ANY, "Yours");
  see (ATSPI_ROLE_LIST_ITEM, "Mine, 1");
}

/* ---- one that is Sam's ---- */

static void
test_one_is_urgent (void)
{
  seat_keys (story.sam, "alt+2");
  see (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Yours*");
  seat_keys (story.sam, "ctrl+shift+y");
  seat_press (story.sam, ATSPI_ROLE_RADIO_MENU_ITEM, "Urgent");
  desk_await (story.mia, story.ada->path, "\"priority\":\"urgent\"");
  see (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, Yours*Urgent*");
}

/* At half past two, a month after the day that is offered: tomorrow. */
static gint64
get_moment_us (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) day = g_date_time_add_months (tomorrow, 1);
  g_autoptr (GDateTime) moment =
      g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                             g_date_time_get_day_of_month (day), 14, 30, 0);

  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

static void
set_clock (const char *field, const char *number)
{
  seat_walk (story.sam, "Tab", ATSPI_ROLE_SPIN_BUTTON, field);
  seat_keys (story.sam, "ctrl+a");
  seat_type (story.sam, number);
  seat_keys (story.sam, "Tab");
}

static void
test_one_is_put_off_until_a_time_of_ones_own (void)
{
  g_autofree char *kept =
      g_strdup_printf ("\"snoozed_until_us\":%" G_GINT64_FORMAT, get_moment_us ());
  g_autoptr (AtspiAccessible) dialog = NULL;

  seat_keys (story.sam, "ctrl+shift+h");
  seat_press (story.sam, ATSPI_ROLE_MENU_ITEM, "Pick Date and Time…");
  seat_walk (story.sam, "Tab", BHT_ATSPI_ANY, "Day");
  seat_keys (story.sam, "ctrl+Right");
  set_clock ("Hour", "14");
  set_clock ("Minute", "30");
  seat_picture (story.sam, "flow-2-snooze");
  dialog = bht_atspi_wait (seat_root (story.sam), ATSPI_ROLE_FRAME, "Snooze Until", SEAT_SECONDS);
  bht_atspi_wait_press (dialog, ATSPI_ROLE_PUSH_BUTTON, "Snooze", SEAT_SECONDS);
  desk_await (story.mia, story.ada->path, kept);
  see (ATSPI_ROLE_LIST_ITEM, "Snoozed, 1");
  see (ATSPI_ROLE_LIST_ITEM, "Mine, 0");
  seat_keys (story.sam, "alt+5");
  see (ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, *14:30*");
  seat_picture (story.sam, "flow-3-snoozed");
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  story.mia = bht_api_new (bht_bellhopd_url (story.daemon), token);
  bht_api_free (desk_hire (story.daemon, "Sam", &story.sam_id));
  json_node_unref (bht_api_expect (story.mia, "POST", "/v1/desk/teams",
                                   "{\"id\":\"0190a000-0000-7000-8000-000000000001\","
                                   "\"name\":\"Workshop\",\"members\":[]}",
                                   201));
  story.ada = visitor_new_waiting (story.daemon, "Ada Lindqvist", "My fork creaks.");
  story.ben = visitor_new_waiting (story.daemon, "Ben Okri", "Where is my parcel?");
  story.sam = seat_new (bht_bellhopd_dir (story.daemon), "sam", 1280, 800);
  story.notes = seat_notes_new (seat_bus (story.sam));
  seat_open (story.sam, bht_bellhopd_url (story.daemon));
  see (ATSPI_ROLE_LIST_ITEM, "Waiting, 2");
}

static void
tear_down (void)
{
  seat_notes_free (story.notes);
  seat_free (story.sam);
  visitor_free (story.ada);
  visitor_free (story.ben);
  bht_api_free (story.mia);
  bht_bellhopd_free (story.daemon);
  g_free (story.sam_id);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/flow/1-who-waits-is-told-the-place", test_place_is_told);
  g_test_add_func ("/story/flow/2-a-team-gets-it-with-a-note", test_team_gets_it_with_a_note);
  g_test_add_func ("/story/flow/3-the-assistant-has-it-again", test_assistant_has_it_again);
  g_test_add_func ("/story/flow/4-what-was-put-off-comes-back", test_comes_back_at_its_time);
  g_test_add_func ("/story/flow/5-what-waits-too-long-is-given-back",
                   test_given_back_when_too_late);
  g_test_add_func ("/story/flow/6-hours-are-told", test_hours_are_told);
  g_test_add_func ("/story/flow/7-a-colleague-hands-one-over", test_a_colleague_hands_one_over);
  g_test_add_func ("/story/flow/8-one-is-urgent", test_one_is_urgent);
  g_test_add_func ("/story/flow/9-one-is-put-off-until-a-time-of-ones-own",
                   test_one_is_put_off_until_a_time_of_ones_own);
  status = g_test_run ();
  tear_down ();
  return status;
}
