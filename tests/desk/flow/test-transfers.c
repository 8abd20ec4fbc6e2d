/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Handing over to a colleague or a team. */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "tests/desk/flow/flow-scene.h"

#include <string.h>

typedef DeskFixture Fixture;

#define TO(...) (&(const BhdTransfer){ __VA_ARGS__ })
#define NOTE "00000000-0000-7000-8000-0000000000aa"

static void
refuse (Fixture *f, const BhdCaller *operator, const BhdTransfer * transfer, BhErrorCode code)
{
  g_assert_null (bhd_transfers_make (&f->turn, operator, f->id, transfer, &f->error));
  desk_assert_error (f, code);
}

static void
test_a_colleague_has_it_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);
  g_autoptr (BhConversation) given =
      flow_transfer (f, f->mia, TO (.operator_id = f->noah->operator_id));
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpstr (found->assignee_name, ==, "Noah");
  g_assert_cmpstr (found->handoff_status, ==, "claimed");
  g_assert_cmpstr (found->handoff_id, ==, wanted->handoff_id);
  g_assert_nonnull (strstr (found->mentions, f->noah->operator_id));
  g_assert_cmpint (found->seq, ==, given->seq);
}

static void
assert_notice_names (Fixture *f, const char *name)
{
  g_autofree char *named = g_strdup_printf ("\"author_name\":\"%s\"", name);

  g_assert_nonnull (strstr (desk_last_event (f, "message.created")->body, named));
}

static void
test_the_notice_names_them (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) given =
      flow_transfer (f, f->mia, TO (.operator_id = f->noah->operator_id));

  g_autofree char *by = g_strdup_printf ("\"author_id\":\"%s\"", f->mia->operator_id);

  g_assert_cmpuint (desk_count_notices (f, "transferred"), ==, 1);
  assert_notice_names (f, "Noah");
  g_assert_nonnull (strstr (desk_last_event (f, "message.created")->body, by));
}

static void
test_from_the_ai_too (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) given =
      flow_transfer (f, f->mia, TO (.operator_id = f->noah->operator_id));

  g_assert_cmpint (given->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (given->handoff_status, ==, "claimed");
  g_assert_null (desk_take_run (f));
}

static void
test_in_a_team_it_waits_again (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = flow_claim (f, f->mia);
  g_autoptr (BhConversation) given = NULL;

  desk_wait (f, BH_MINUTE);
  given = flow_transfer (f, f->mia, TO (.team_id = BILLING));
  g_assert_null (given->assignee_id);
  g_assert_cmpint (given->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (given->team_name, ==, "Billing");
  g_assert_cmpstr (given->handoff_status, ==, "pending");
  g_assert_cmpint (given->waiting_since_us, ==, NOW + BH_MINUTE);
  assert_notice_names (f, "Billing");
}

static void
test_the_note_comes_with_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) given = flow_transfer (
      f, f->mia, TO (.operator_id = f->noah->operator_id, .note = "Yours", .note_id = NOTE));
  const BhdEvent *event = desk_last_event (f, "note.created");

  g_assert_nonnull (strstr (event->body, NOTE));
  g_assert_nonnull (strstr (event->body, f->noah->operator_id));
  g_assert_null (event->contact_id);
}

static void
test_again_is_the_same (Fixture *f, gconstpointer data)
{
  const BhdTransfer to = { .operator_id = f->noah->operator_id, .note = "Yours", .note_id = NOTE };
  g_autoptr (BhConversation) first = flow_transfer (f, f->mia, &to);
  g_autoptr (BhConversation) second = flow_transfer (f, f->mia, &to);

  g_assert_cmpint (first->seq, ==, second->seq);
}

static void
test_to_the_owner_is_no_news (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = flow_claim (f, f->noah);
  g_autoptr (BhConversation) given =
      flow_transfer (f, f->owner, TO (.operator_id = f->noah->operator_id));

  g_assert_cmpint (claimed->seq, ==, given->seq);
}

static void
test_all_or_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) before = desk_look (f);
  g_autoptr (BhConversation) after = NULL;

  refuse (f, f->mia, TO (.team_id = RIVALS_TEAM, .note = "Yours", .note_id = NOTE),
          BH_ERROR_INVALID);
  after = desk_look (f);
  g_assert_cmpint (after->seq, ==, before->seq);
}

static void
test_the_disabled_are_refused (Fixture *f, gconstpointer data)
{
  flow_disable (f, f->noah);
  refuse (f, f->mia, TO (.operator_id = f->noah->operator_id), BH_ERROR_INVALID);
}

static void
test_strangers_are_refused (Fixture *f, gconstpointer data)
{
  refuse (f, f->mia, TO (.operator_id = f->mallory->operator_id), BH_ERROR_INVALID);
}

static void
test_one_of_the_two (Fixture *f, gconstpointer data)
{
  refuse (f, f->mia, TO (.note = NULL), BH_ERROR_INVALID);
  refuse (f, f->mia, TO (.operator_id = f->noah->operator_id, .team_id = BILLING),
          BH_ERROR_INVALID);
}

static void
test_a_note_needs_an_id (Fixture *f, gconstpointer data)
{
  refuse (f, f->mia, TO (.operator_id = f->noah->operator_id, .note = "Yours"), BH_ERROR_INVALID);
}

static void
test_others_are_not_given_away (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = flow_claim (f, f->noah);
  g_autoptr (BhConversation) given = NULL;

  refuse (f, f->mia, TO (.operator_id = f->mia->operator_id), BH_ERROR_CLAIMED);
  given = flow_transfer (f, f->owner, TO (.operator_id = f->mia->operator_id));
  g_assert_cmpstr (given->assignee_name, ==, "Mia");
}

static void
test_closed_is_closed (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) resolved = flow_resolve (f);

  refuse (f, f->mia, TO (.team_id = BILLING), BH_ERROR_CLOSED);
}

static void
test_a_snooze_ends (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhConversation) given =
      flow_transfer (f, f->mia, TO (.operator_id = f->noah->operator_id));

  g_assert_cmpint (given->snoozed_until_us, ==, 0);
}

static void
test_who_waits_keeps_the_place (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);
  g_autoptr (BhConversation) given = NULL;

  desk_wait (f, BH_MINUTE);
  given = flow_transfer (f, f->mia, TO (.team_id = REPAIRS));
  g_assert_cmpint (given->waiting_since_us, ==, NOW);
}

static void
test_the_disabled_claim_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = flow_want (f);

  flow_disable (f, f->noah);
  g_assert_null (bhd_conversations_claim (&f->turn, f->noah, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
}

static void
test_the_disabled_reopen_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) resolved = flow_resolve (f);

  flow_disable (f, f->noah);
  g_assert_null (bhd_conversations_reopen (&f->turn, f->noah, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define TRANSFER "/desk/flow/transfer/"
  FLOW_TEST (TRANSFER "a-colleague-has-it-at-once", test_a_colleague_has_it_at_once);
  FLOW_TEST (TRANSFER "the-notice-names-them", test_the_notice_names_them);
  FLOW_TEST (TRANSFER "from-the-ai-too", test_from_the_ai_too);
  FLOW_TEST (TRANSFER "in-a-team-it-waits-again", test_in_a_team_it_waits_again);
  FLOW_TEST (TRANSFER "the-note-comes-with-it", test_the_note_comes_with_it);
  FLOW_TEST (TRANSFER "again-is-the-same", test_again_is_the_same);
  FLOW_TEST (TRANSFER "to-the-owner-is-no-news", test_to_the_owner_is_no_news);
  FLOW_TEST (TRANSFER "all-or-nothing", test_all_or_nothing);
  FLOW_TEST (TRANSFER "the-disabled-are-refused", test_the_disabled_are_refused);
  FLOW_TEST (TRANSFER "strangers-are-refused", test_strangers_are_refused);
  FLOW_TEST (TRANSFER "to-one-of-the-two", test_one_of_the_two);
  FLOW_TEST (TRANSFER "a-note-needs-an-id", test_a_note_needs_an_id);
  FLOW_TEST (TRANSFER "agents-give-away-their-own", test_others_are_not_given_away);
  FLOW_TEST (TRANSFER "closed-is-closed", test_closed_is_closed);
  FLOW_TEST (TRANSFER "a-snooze-ends", test_a_snooze_ends);
  FLOW_TEST (TRANSFER "who-waits-keeps-the-place", test_who_waits_keeps_the_place);
  FLOW_TEST ("/desk/flow/disabled/claim-nothing", test_the_disabled_claim_nothing);
  FLOW_TEST ("/desk/flow/disabled/reopen-nothing", test_the_disabled_reopen_nothing);
  return g_test_run ();
}
