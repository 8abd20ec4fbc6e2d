/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static BhConversation *
want_person (Fixture *f)
{
  BhConversation *conversation = bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error);

  g_assert_no_error (f->error);
  return conversation;
}

static BhConversation *
claim (Fixture *f, const BhdCaller *operator)
{
  return bhd_conversations_claim (&f->turn, operator, f->id, &f->error);
}

static BhConversation *
resolve (Fixture *f)
{
  return bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);
}

static void
test_wanting_a_person_escalates (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) conversation = want_person (f);

  g_assert_cmpint (conversation->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (conversation->handoff_status, ==, "pending");
  g_assert_cmpstr (conversation->handoff_reason, ==, "user_requested");
  g_assert_null (conversation->assignee_id);
  g_assert_cmpint (conversation->waiting_since_us, ==, NOW);
}

static void
test_wanting_twice_is_one_handoff (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) first = want_person (f);
  g_autoptr (BhConversation) second = want_person (f);

  g_assert_cmpstr (first->handoff_id, ==, second->handoff_id);
  g_assert_cmpint (first->seq, ==, second->seq);
  g_assert_cmpuint (desk_count_notices (f, "handoff_requested"), ==, 1);
}

static void
test_wanting_discards_the_waiting_run (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) conversation = want_person (f);

  g_assert_null (desk_take_run (f));
}

/* The AI has said that it knows nothing; what the visitor asked is what a person wants to read. */
static void
test_summary_is_the_visitors_question (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "Do you sell submarines?");
  g_autoptr (BhdRun) run = desk_take_run (f);
  BhdRunResult result = { BHD_RUN_OFFER, "I do not know.", NULL, "Do you sell submarines?" };
  g_autoptr (BhConversation) wanted = NULL;

  result.provider = "embedded";
  g_assert_true (desk_finish_run (f, run, &result));
  wanted = want_person (f);
  g_assert_cmpstr (wanted->handoff_summary, ==, "Do you sell submarines?");
}

static void
test_wanting_in_a_closed_one_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) closed = resolve (f);

  g_assert_null (bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_CLOSED);
}

static void
test_claim_assigns (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = want_person (f);
  g_autoptr (BhConversation) claimed = claim (f, f->mia);

  g_assert_cmpstr (claimed->assignee_id, ==, f->mia->operator_id);
  g_assert_cmpstr (claimed->assignee_name, ==, "Mia");
  g_assert_cmpstr (claimed->handoff_status, ==, "claimed");
  g_assert_cmpint (claimed->handoff_claimed_us, ==, NOW);
  g_assert_cmpint (claimed->waiting_since_us, ==, 0);
}

static void
test_claim_is_stored (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = want_person (f);
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpstr (found->assignee_name, ==, "Mia");
  g_assert_cmpstr (found->handoff_status, ==, "claimed");
  g_assert_cmpint (found->seq, ==, claimed->seq);
}

static void
test_second_claim_names_the_owner (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autofree char *expected =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"Mia\"}", f->mia->operator_id);

  g_assert_null (claim (f, f->noah));
  g_assert_cmpstr (bh_error_get_detail (f->error, "owner"), ==, expected);
  desk_assert_error (f, BH_ERROR_CLAIMED);
}

static void
test_own_claim_again_changes_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) first = claim (f, f->mia);
  g_autoptr (BhConversation) second = claim (f, f->mia);

  g_assert_cmpint (first->seq, ==, second->seq);
  g_assert_cmpuint (desk_count_notices (f, "operator_joined"), ==, 1);
}

static void
test_claim_takes_it_from_the_ai (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) claimed = claim (f, f->mia);

  g_assert_cmpint (claimed->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (claimed->handoff_reason, ==, "operator_took");
  g_assert_null (desk_take_run (f));
}

static void
test_claim_of_a_closed_one_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) closed = resolve (f);

  g_assert_null (claim (f, f->noah));
  desk_assert_error (f, BH_ERROR_CLOSED);
}

static void
test_visitors_cannot_claim (Fixture *f, gconstpointer data)
{
  g_assert_null (claim (f, f->ada));
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
}

static void
test_joining_is_one_notice (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = want_person (f);
  g_autoptr (BhConversation) claimed = claim (f, f->mia);

  g_assert_cmpuint (desk_count_notices (f, "operator_joined"), ==, 1);
}

static void
test_visitor_sees_who_joined (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  BhdEvent *event = desk_last_event (f, "message.created");

  g_assert_nonnull (strstr (event->body, "\"operator\":{\"name\":\"Mia\"}"));
}

static void
test_release_waits_again (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhConversation) released = NULL;

  desk_wait (f, BH_MINUTE);
  released = bhd_conversations_release (&f->turn, f->mia, f->id, &f->error);
  g_assert_cmpint (released->status, ==, BH_STATUS_ESCALATED);
  g_assert_null (released->assignee_id);
  g_assert_cmpstr (released->handoff_status, ==, "pending");
  g_assert_cmpint (released->waiting_since_us, ==, NOW + BH_MINUTE);
  g_assert_cmpuint (desk_count_notices (f, "operator_left"), ==, 1);
}

static void
test_release_twice_is_one_notice (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhConversation) first = bhd_conversations_release (&f->turn, f->mia, f->id, &f->error);
  g_autoptr (BhConversation) second =
      bhd_conversations_release (&f->turn, f->mia, f->id, &f->error);

  g_assert_cmpint (first->seq, ==, second->seq);
  g_assert_cmpuint (desk_count_notices (f, "operator_left"), ==, 1);
}

static void
test_agent_cannot_release_a_colleagues (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);

  g_assert_null (bhd_conversations_release (&f->turn, f->noah, f->id, &f->error));
  desk_assert_error (f, BH_ERROR_CLAIMED);
}

static void
test_owner_can_release_anybodys (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhConversation) released =
      bhd_conversations_release (&f->turn, f->owner, f->id, &f->error);

  g_assert_null (released->assignee_id);
}

static void
test_released_can_be_claimed (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhConversation) released =
      bhd_conversations_release (&f->turn, f->mia, f->id, &f->error);
  g_autoptr (BhConversation) again = claim (f, f->noah);

  g_assert_cmpstr (again->assignee_name, ==, "Noah");
  g_assert_cmpstr (again->handoff_id, ==, claimed->handoff_id);
}

static void
test_resolve_closes_the_handoff (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhConversation) closed = resolve (f);

  g_assert_cmpint (closed->status, ==, BH_STATUS_RESOLVED);
  g_assert_cmpstr (closed->handoff_status, ==, "resolved");
  g_assert_cmpint (closed->waiting_since_us, ==, 0);
  g_assert_cmpuint (desk_count_notices (f, "resolved"), ==, 1);
}

static void
test_resolve_twice_is_one_notice (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) first = resolve (f);
  g_autoptr (BhConversation) second = resolve (f);

  g_assert_cmpint (first->seq, ==, second->seq);
  g_assert_cmpuint (desk_count_notices (f, "resolved"), ==, 1);
}

static void
test_resolve_discards_the_waiting_run (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  g_autoptr (BhConversation) closed = resolve (f);

  g_assert_null (desk_take_run (f));
}

static void
test_reopen_assigns_to_who_reopened (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) closed = resolve (f);
  g_autoptr (BhConversation) open = bhd_conversations_reopen (&f->turn, f->noah, f->id, &f->error);

  g_assert_cmpint (open->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (open->assignee_name, ==, "Noah");
  g_assert_cmpstr (open->handoff_status, ==, "claimed");
  g_assert_cmpuint (desk_count_notices (f, "reopened"), ==, 1);
}

static void
test_reopen_of_an_open_one_changes_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhConversation) open = bhd_conversations_reopen (&f->turn, f->noah, f->id, &f->error);

  g_assert_cmpint (open->seq, ==, claimed->seq);
  g_assert_cmpstr (open->assignee_name, ==, "Mia");
}

static void
test_text_takes_it_from_the_ai (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) asked = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) answered = desk_say (f, f->mia, "Hi");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpint (conversation->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (conversation->assignee_name, ==, "Mia");
  g_assert_cmpstr (conversation->handoff_reason, ==, "operator_took");
  g_assert_cmpstr (conversation->handoff_status, ==, "claimed");
  g_assert_null (desk_take_run (f));
}

static void
test_text_takes_it_from_the_queue (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = want_person (f);
  g_autoptr (BhMessage) answered = desk_say (f, f->mia, "Hi");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpstr (conversation->handoff_id, ==, wanted->handoff_id);
  g_assert_cmpstr (conversation->handoff_status, ==, "claimed");
  g_assert_cmpstr (conversation->assignee_name, ==, "Mia");
}

static void
test_text_leaves_it_with_a_colleague (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhMessage) answered = desk_say (f, f->noah, "Hi");
  g_autoptr (BhConversation) conversation = desk_look (f);

  g_assert_cmpstr (conversation->assignee_name, ==, "Mia");
}

static void
test_visitor_waits_until_the_owner_answers (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = claim (f, f->mia);
  g_autoptr (BhMessage) asked = NULL;
  g_autoptr (BhConversation) waiting = NULL;
  g_autoptr (BhMessage) answered = NULL;
  g_autoptr (BhConversation) served = NULL;

  desk_wait (f, BH_MINUTE);
  asked = desk_say (f, f->ada, "Are you there?");
  waiting = desk_look (f);
  g_assert_cmpint (waiting->waiting_since_us, ==, NOW + BH_MINUTE);
  answered = desk_say (f, f->mia, "Yes");
  served = desk_look (f);
  g_assert_cmpint (served->waiting_since_us, ==, 0);
}

static void
test_revision_rises_with_each_change (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) a = want_person (f);
  g_autoptr (BhConversation) b = claim (f, f->mia);
  g_autoptr (BhConversation) c = resolve (f);

  g_assert_cmpint (a->seq, <, b->seq);
  g_assert_cmpint (b->seq, <, c->seq);
}

static void
test_handoff_rings_the_webhook (Fixture *f, gconstpointer data)
{
  BhdOrganizationChange change = { .webhook_url = "https://acme.example/hook" };
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (&f->turn, "acme", &change, &f->error);
  g_autoptr (BhConversation) wanted = want_person (f);

  g_assert_true (f->turn.wakes & BHD_WAKE_COURIER);
}

static void
test_handoff_without_a_webhook_rings_nobody (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) wanted = want_person (f);

  g_assert_false (f->turn.wakes & BHD_WAKE_COURIER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/person/escalates", test_wanting_a_person_escalates);
  DESK_TEST ("/desk/person/twice-is-one-handoff", test_wanting_twice_is_one_handoff);
  DESK_TEST ("/desk/person/discards-the-waiting-run", test_wanting_discards_the_waiting_run);
  DESK_TEST ("/desk/person/summary-is-the-visitors-question",
             test_summary_is_the_visitors_question);
  DESK_TEST ("/desk/person/closed-is-refused", test_wanting_in_a_closed_one_is_refused);
  DESK_TEST ("/desk/claim/assigns", test_claim_assigns);
  DESK_TEST ("/desk/claim/is-stored", test_claim_is_stored);
  DESK_TEST ("/desk/claim/second-names-the-owner", test_second_claim_names_the_owner);
  DESK_TEST ("/desk/claim/own-again-changes-nothing", test_own_claim_again_changes_nothing);
  DESK_TEST ("/desk/claim/takes-it-from-the-ai", test_claim_takes_it_from_the_ai);
  DESK_TEST ("/desk/claim/closed-is-refused", test_claim_of_a_closed_one_is_refused);
  DESK_TEST ("/desk/claim/not-by-visitors", test_visitors_cannot_claim);
  DESK_TEST ("/desk/claim/is-one-notice", test_joining_is_one_notice);
  DESK_TEST ("/desk/claim/visitor-sees-who", test_visitor_sees_who_joined);
  DESK_TEST ("/desk/release/waits-again", test_release_waits_again);
  DESK_TEST ("/desk/release/twice-is-one-notice", test_release_twice_is_one_notice);
  DESK_TEST ("/desk/release/not-a-colleagues", test_agent_cannot_release_a_colleagues);
  DESK_TEST ("/desk/release/owner-releases-anybodys", test_owner_can_release_anybodys);
  DESK_TEST ("/desk/release/can-be-claimed", test_released_can_be_claimed);
  DESK_TEST ("/desk/resolve/closes-the-handoff", test_resolve_closes_the_handoff);
  DESK_TEST ("/desk/resolve/twice-is-one-notice", test_resolve_twice_is_one_notice);
  DESK_TEST ("/desk/resolve/discards-the-waiting-run", test_resolve_discards_the_waiting_run);
  DESK_TEST ("/desk/reopen/assigns-to-who-reopened", test_reopen_assigns_to_who_reopened);
  DESK_TEST ("/desk/reopen/open-changes-nothing", test_reopen_of_an_open_one_changes_nothing);
  DESK_TEST ("/desk/text/takes-it-from-the-ai", test_text_takes_it_from_the_ai);
  DESK_TEST ("/desk/text/takes-it-from-the-queue", test_text_takes_it_from_the_queue);
  DESK_TEST ("/desk/text/leaves-it-with-a-colleague", test_text_leaves_it_with_a_colleague);
  DESK_TEST ("/desk/text/ends-the-waiting", test_visitor_waits_until_the_owner_answers);
  DESK_TEST ("/desk/revision/rises-with-each-change", test_revision_rises_with_each_change);
  DESK_TEST ("/desk/webhook/rings", test_handoff_rings_the_webhook);
  DESK_TEST ("/desk/webhook/rings-nobody", test_handoff_without_a_webhook_rings_nobody);
  return g_test_run ();
}
