/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What happens by itself when its time has come, and the line of those who wait. */
#include "common/bh-clock.h"
#include "server/desk/contacts/bhd-erasures.h"
#include "tests/desk/flow/flow-scene.h"

#include <string.h>

typedef DeskFixture Fixture;

#define TIMEOUT 60

static void
test_settings_begin_with_never (Fixture *f, gconstpointer data)
{
  BhdDeskSettings settings = { 1, 1, 1 };

  g_assert_true (bhd_desk_settings_get (&f->turn, f->mia->organization_id, &settings, &f->error));
  g_assert_cmpint (settings.claim_timeout_s + settings.auto_resolve_h + settings.retention_days, ==,
                   0);
}

static void
test_settings_are_told (Fixture *f, gconstpointer data)
{
  const BhdEvent *event;

  flow_set (f, TIMEOUT, 24);
  event = desk_last_event (f, "desk.updated");
  g_assert_nonnull (strstr (event->body, "\"claim_timeout_s\":60"));
  g_assert_null (event->contact_id);
}

static void
test_settings_are_one_organisations (Fixture *f, gconstpointer data)
{
  BhdDeskSettings settings;

  flow_set (f, TIMEOUT, 24);
  bhd_desk_settings_get (&f->turn, f->mallory->organization_id, &settings, &f->error);
  g_assert_cmpint (settings.claim_timeout_s, ==, 0);
}

static void
assert_owner (Fixture *f, const char *name)
{
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpstr (found->assignee_name, ==, name);
}

static void
test_a_silent_claim_times_out (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);
  g_autoptr (BhConversation) found = NULL;

  flow_set (f, TIMEOUT, 0);
  desk_wait (f, TIMEOUT * BH_SECOND - 1);
  flow_pass (f);
  assert_owner (f, "Mia");

  desk_wait (f, 1);
  flow_pass (f);
  found = desk_look (f);
  g_assert_null (found->assignee_id);
  g_assert_cmpstr (found->handoff_status, ==, "pending");
  g_assert_cmpint (found->waiting_since_us, ==, f->turn.now_us);
  g_assert_cmpuint (desk_count_notices (f, "operator_left"), ==, 1);
}

static void
test_an_answer_stops_the_clock (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "I am here");

  flow_set (f, TIMEOUT, 0);
  desk_wait (f, BH_HOUR);
  flow_pass (f);
  assert_owner (f, "Mia");
}

static void
test_the_visitors_words_start_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = desk_say (f, f->mia, "I am here");
  g_autoptr (BhMessage) question = NULL;
  g_autoptr (BhConversation) found = NULL;

  flow_set (f, TIMEOUT, 0);
  desk_wait (f, BH_HOUR);
  question = desk_say (f, f->ada, "And?");
  flow_pass (f);
  assert_owner (f, "Mia");

  desk_wait (f, TIMEOUT * BH_SECOND);
  flow_pass (f);
  found = desk_look (f);
  g_assert_null (found->assignee_id);
  g_assert_cmpint (found->waiting_since_us, ==, question->created_us);
}

static void
test_never_is_never (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);

  desk_wait (f, 1000 * BH_HOUR);
  flow_pass (f);
  assert_owner (f, "Mia");
}

static void
test_a_snooze_stops_the_clock (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);

  flow_set (f, TIMEOUT, 0);
  desk_wait (f, BH_HOUR);
  flow_pass (f);
  assert_owner (f, "Mia");
  desk_wait (f, TIMEOUT * BH_SECOND);
  flow_pass (f);
  assert_owner (f, NULL);
}

static void
test_what_was_handed_over_times_out (Fixture *f, gconstpointer data)
{
  const BhdTransfer to_noah = { .operator_id = f->noah->operator_id };
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);
  g_autoptr (BhConversation) given = NULL;

  flow_set (f, TIMEOUT, 0);
  desk_wait (f, TIMEOUT * BH_SECOND - 1);
  given = flow_transfer (f, f->mia, &to_noah);
  flow_pass (f);
  assert_owner (f, "Noah");
}

static void
test_the_disabled_keep_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);

  flow_disable (f, f->mia);
  flow_pass (f);
  assert_owner (f, NULL);
}

static void
test_looking_finds_what_is_due (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  gboolean any = TRUE;

  g_assert_true (bhd_due_look (&f->turn, &any, &f->error));
  g_assert_false (any);
  desk_wait (f, BH_HOUR);
  g_assert_true (bhd_due_look (&f->turn, &any, &f->error));
  g_assert_true (any);
}

/* Resolving what is idle. */

static void
assert_status (Fixture *f, BhStatus status)
{
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpint (found->status, ==, status);
}

static void
test_what_is_idle_is_resolved (Fixture *f, gconstpointer data)
{
  flow_set (f, 0, 24);
  desk_wait (f, 24 * BH_HOUR - 1);
  flow_pass (f);
  assert_status (f, BH_STATUS_UNRESOLVED);
  desk_wait (f, 1);
  flow_pass (f);
  assert_status (f, BH_STATUS_RESOLVED);
  g_assert_cmpuint (desk_count_notices (f, "resolved"), ==, 1);
}

static void
test_words_put_it_off (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = NULL;

  flow_set (f, 0, 24);
  desk_wait (f, 20 * BH_HOUR);
  answer = desk_say (f, f->mia, "Does it work?");
  desk_wait (f, 20 * BH_HOUR);
  flow_pass (f);
  assert_status (f, BH_STATUS_ESCALATED);
  desk_wait (f, 4 * BH_HOUR);
  flow_pass (f);
  assert_status (f, BH_STATUS_RESOLVED);
}

static void
test_notes_put_it_off (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = NULL;

  flow_set (f, 0, 24);
  desk_wait (f, 20 * BH_HOUR);
  note = desk_note (f, f->mia, "Ordered the part");
  desk_wait (f, 20 * BH_HOUR);
  flow_pass (f);
  assert_status (f, BH_STATUS_UNRESOLVED);
}

static void
test_who_waits_is_not_sent_away (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);

  flow_set (f, 0, 24);
  desk_wait (f, 100 * BH_HOUR);
  flow_pass (f);
  assert_status (f, BH_STATUS_ESCALATED);
}

static void
test_what_was_put_off_is_not_idle (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + 72 * BH_HOUR);

  flow_set (f, 0, 24);
  for (guint day = 0; day < 4; day++)
    {
      flow_pass (f);
      assert_status (f, BH_STATUS_UNRESOLVED);
      desk_wait (f, 23 * BH_HOUR);
    }
}

/* The line. */

static gint64
place_of (Fixture *f, const BhdCaller *visitor, const char *id)
{
  g_autoptr (BhConversation) found = bhd_conversations_find (&f->turn, visitor, id, &f->error);

  g_assert_no_error (f->error);
  g_assert_true (bhd_line_place (&f->turn, visitor->organization_id, found, &f->error));
  return found->queue_position;
}

static void
test_who_came_first_is_next (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) first = flow_want (f);
  g_autofree char *second = NULL;

  desk_wait (f, BH_SECOND);
  second = flow_queue (f, f->bob);
  g_assert_cmpint (place_of (f, f->ada, f->id), ==, 1);
  g_assert_cmpint (place_of (f, f->bob, second), ==, 2);
}

static void
test_a_claim_moves_the_others_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) first = flow_want (f);
  g_autofree char *second = NULL;
  g_autoptr (BhConversation) claimed = NULL;

  desk_wait (f, BH_SECOND);
  second = flow_queue (f, f->bob);
  claimed = flow_claim (f, f->mia);
  g_assert_cmpint (place_of (f, f->ada, f->id), ==, 0);
  g_assert_cmpint (place_of (f, f->bob, second), ==, 1);
}

static void
test_the_announcement_says_the_place (Fixture *f, gconstpointer data)
{
  g_autofree char *first = flow_queue (f, f->bob);
  g_autoptr (BhConversation) second = NULL;

  desk_wait (f, BH_SECOND);
  second = flow_want (f);
  g_assert_nonnull (strstr (desk_last_event (f, "message.created")->body, "\"queue_position\":2"));
}

static void
test_the_line_has_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) wanted = NULL;
  g_autoptr (BhMessage) more = NULL;
  g_autoptr (BhConversation) claimed = NULL;

  g_assert_false (desk_last_event (f, "message.created")->line);
  wanted = flow_want (f);
  g_assert_true (desk_last_event (f, "message.created")->line);
  more = desk_say (f, f->ada, "Are you there?");
  g_assert_false (desk_last_event (f, "message.created")->line);
  claimed = flow_claim (f, f->mia);
  g_assert_true (desk_last_event (f, "message.created")->line);
}

static void
test_an_erased_one_leaves_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autofree char *other = flow_queue (f, f->bob);

  bhd_erasures_conversation (&f->turn, f->ada->organization_id, f->id, &f->error);
  g_assert_no_error (f->error);
  g_assert_true (desk_last_event (f, "conversation.erased")->line);
  g_assert_cmpint (place_of (f, f->bob, other), ==, 1);
}

static void
test_an_erased_contact_leaves_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_auto (GStrv) sessions = NULL;

  bhd_erasures_contact (&f->turn, f->ada->organization_id, f->ada->contact_id, NULL, &sessions,
                        &f->error);
  g_assert_no_error (f->error);
  g_assert_true (desk_last_event (f, "contact.erased")->line);
}

static void
test_the_snoozed_do_not_stand_in_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);

  g_assert_cmpint (place_of (f, f->ada, f->id), ==, 0);
  g_assert_true (desk_last_event (f, "conversation.updated")->line);
  g_assert_nonnull (desk_last_event (f, "conversation.updated")->contact_id);
  desk_wait (f, BH_HOUR);
  flow_pass (f);
  g_assert_cmpint (place_of (f, f->ada, f->id), ==, 1);
}

static void
test_lines_are_one_organisations (Fixture *f, gconstpointer data)
{
  g_autofree char *rivals = flow_queue (f, f->eve);
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (GPtrArray) line = bhd_line_list (&f->turn, f->ada->organization_id, &f->error);

  g_assert_cmpuint (line->len, ==, 1);
  g_assert_cmpint (place_of (f, f->ada, f->id), ==, 1);
}

static void
test_own_ones_get_their_places (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autofree char *other = flow_queue (f, f->ada);
  g_autoptr (GPtrArray) own = bhd_conversations_list_own (&f->turn, f->ada, 0, NULL, 10, &f->error);
  gint64 sum = 0;

  g_assert_true (bhd_line_place_all (&f->turn, f->ada->organization_id, own, &f->error));
  for (guint i = 0; i < own->len; i++)
    sum += ((const BhConversation *) own->pdata[i])->queue_position;
  g_assert_cmpint (sum, ==, 1 + 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define SETTINGS "/desk/flow/settings/"
  FLOW_TEST (SETTINGS "begin-with-never", test_settings_begin_with_never);
  FLOW_TEST (SETTINGS "are-told-to-the-desk", test_settings_are_told);
  FLOW_TEST (SETTINGS "are-one-organisations", test_settings_are_one_organisations);
#define CLAIM "/desk/flow/time-out/"
  FLOW_TEST (CLAIM "a-silent-claim-is-released", test_a_silent_claim_times_out);
  FLOW_TEST (CLAIM "an-answer-stops-the-clock", test_an_answer_stops_the_clock);
  FLOW_TEST (CLAIM "the-visitors-words-start-it", test_the_visitors_words_start_it);
  FLOW_TEST (CLAIM "never-is-never", test_never_is_never);
  FLOW_TEST (CLAIM "a-snooze-stops-the-clock", test_a_snooze_stops_the_clock);
  FLOW_TEST (CLAIM "a-transfer-starts-it-anew", test_what_was_handed_over_times_out);
  FLOW_TEST (CLAIM "the-disabled-keep-nothing", test_the_disabled_keep_nothing);
  FLOW_TEST (CLAIM "looking-finds-what-is-due", test_looking_finds_what_is_due);
#define IDLE "/desk/flow/idle/"
  FLOW_TEST (IDLE "is-resolved", test_what_is_idle_is_resolved);
  FLOW_TEST (IDLE "words-put-it-off", test_words_put_it_off);
  FLOW_TEST (IDLE "notes-put-it-off", test_notes_put_it_off);
  FLOW_TEST (IDLE "who-waits-is-not-sent-away", test_who_waits_is_not_sent_away);
  FLOW_TEST (IDLE "what-was-put-off-is-not-idle", test_what_was_put_off_is_not_idle);
#define LINE "/desk/flow/line/"
  FLOW_TEST (LINE "who-came-first-is-next", test_who_came_first_is_next);
  FLOW_TEST (LINE "a-claim-moves-the-others-up", test_a_claim_moves_the_others_up);
  FLOW_TEST (LINE "the-announcement-says-the-place", test_the_announcement_says_the_place);
  FLOW_TEST (LINE "only-what-changes-it-is-told", test_the_line_has_changed);
  FLOW_TEST (LINE "an-erased-one-leaves-it", test_an_erased_one_leaves_it);
  FLOW_TEST (LINE "an-erased-contact-leaves-it", test_an_erased_contact_leaves_it);
  FLOW_TEST (LINE "the-snoozed-do-not-stand-in-it", test_the_snoozed_do_not_stand_in_it);
  FLOW_TEST (LINE "is-one-organisations", test_lines_are_one_organisations);
  FLOW_TEST (LINE "own-ones-get-their-places", test_own_ones_get_their_places);
  return g_test_run ();
}
