/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static const BhdRunResult answer = { .end = BHD_RUN_ANSWER,
                                     .text = "Within 30 days.",
                                     .sources = "[{\"title\":\"Returns\"}]",
                                     .provider = "embedded" };

static BhdRun *
ask (Fixture *f, const char *question)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, question);
  BhdRun *run = desk_take_run (f);

  g_assert_nonnull (run);
  return run;
}

static void
test_visitors_message_wakes_the_agent (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");

  g_assert_true (f->turn.wakes & BHD_WAKE_AGENT);
}

static void
test_run_is_not_due_before_the_debounce (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  gint64 next_due_us;

  g_assert_null (bhd_runs_take (&f->turn, &next_due_us, &f->error));
  g_assert_cmpint (next_due_us, >, NOW);
}

static void
test_burst_is_one_run (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) b = desk_say (f, f->ada, "a question:");
  g_autoptr (BhMessage) c = desk_say (f, f->ada, "how long?");
  g_autoptr (BhdRun) run = desk_take_run (f);
  g_autoptr (BhdRun) none = desk_take_run (f);

  g_assert_cmpint (run->input_seq, ==, c->seq);
  g_assert_null (none);
}

static void
test_each_message_puts_the_run_off (Fixture *f, gconstpointer data)
{
  gint64 first_due_us;
  gint64 second_due_us;
  g_autoptr (BhMessage) a = desk_say (f, f->ada, "Hello");
  g_autoptr (BhMessage) b = NULL;

  g_assert_null (bhd_runs_take (&f->turn, &first_due_us, &f->error));
  desk_wait (f, 1000);
  b = desk_say (f, f->ada, "again");
  g_assert_null (bhd_runs_take (&f->turn, &second_due_us, &f->error));
  g_assert_cmpint (second_due_us, ==, first_due_us + 1000);
}

static void
test_burst_is_not_put_off_for_ever (Fixture *f, gconstpointer data)
{
  gint64 first_us = f->turn.now_us;
  gint64 due_us = 0;

  for (guint i = 0; i < 26; i++)
    {
      g_autoptr (BhMessage) message = desk_say (f, f->ada, "and");

      g_assert_null (bhd_runs_take (&f->turn, &due_us, &f->error));
      g_assert_cmpint (due_us, <=, first_us + 5 * BH_SECOND);
      desk_wait (f, BH_SECOND / 5 - 10000);
    }
  g_assert_cmpint (due_us, ==, first_us + 5 * BH_SECOND);
}

static void
test_run_carries_the_history (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "psst");
  g_autoptr (BhdRun) run = ask (f, "How long?");

  g_assert_cmpuint (run->history->len, ==, 2); /* the greeting and the question, not the note */
  g_assert_cmpstr (((BhMessage *) run->history->pdata[1])->body, ==, "How long?");
  g_assert_cmpstr (run->contact_id, ==, f->ada->contact_id);
  g_assert_cmpstr (run->ai_name, ==, "Bell");
}

static void
test_no_run_with_the_ai_off (Fixture *f, gconstpointer data)
{
  gboolean off = FALSE;
  BhdOrganizationChange change = { .ai_enabled = &off };
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (&f->turn, "acme", &change, &f->error);
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");

  g_assert_null (desk_take_run (f));
}

static void
test_run_waiting_when_the_ai_goes_off_is_discarded (Fixture *f, gconstpointer data)
{
  gboolean off = FALSE;
  BhdOrganizationChange change = { .ai_enabled = &off };
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (&f->turn, "acme", &change, &f->error);

  g_assert_null (desk_take_run (f));
}

static void
test_no_run_while_a_person_has_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) claimed = bhd_conversations_claim (&f->turn, f->mia, f->id, &f->error);
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello");

  g_assert_null (desk_take_run (f));
}

static void
test_answer_is_stored_under_its_id (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  gboolean more;
  g_autoptr (GPtrArray) page = NULL;
  BhMessage *last;

  g_assert_true (desk_finish_run (f, run, &answer));
  page = bhd_messages_page (&f->turn, f->ada, f->id, 0, 0, 50, &more, &f->error);
  last = page->pdata[page->len - 1];
  g_assert_cmpstr (last->id, ==, run->message_id);
  g_assert_cmpint (last->author, ==, BH_AUTHOR_AI);
  g_assert_cmpstr (last->author_name, ==, "Bell");
  g_assert_cmpstr (last->sources, ==, answer.sources);
}

static void
test_ai_does_not_count_as_unread (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhConversation) conversation = NULL;

  desk_finish_run (f, run, &answer);
  conversation = desk_look (f);
  g_assert_cmpint (conversation->unread, ==, 1);
}

static void
test_newer_message_supersedes (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhMessage) newer = desk_say (f, f->ada, "For shoes, I mean");

  g_assert_false (desk_finish_run (f, run, &answer));
}

static void
test_superseded_run_is_followed_by_another (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhMessage) newer = desk_say (f, f->ada, "For shoes, I mean");
  g_autoptr (BhdRun) next = NULL;

  desk_finish_run (f, run, &answer);
  next = desk_take_run (f);
  g_assert_nonnull (next);
  g_assert_true (desk_finish_run (f, next, &answer));
}

static void
test_operators_text_discards (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhMessage) text = desk_say (f, f->mia, "I take this");

  g_assert_false (desk_finish_run (f, run, &answer));
}

static void
test_claim_discards (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhConversation) claimed = bhd_conversations_claim (&f->turn, f->mia, f->id, &f->error);

  g_assert_false (desk_finish_run (f, run, &answer));
}

static void
test_wanting_a_person_discards (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhConversation) wanted =
      bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error);

  g_assert_false (desk_finish_run (f, run, &answer));
}

static void
test_closing_discards (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);

  g_assert_false (desk_finish_run (f, run, &answer));
}

static void
test_note_does_not_discard (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "let us see");

  g_assert_true (desk_finish_run (f, run, &answer));
}

static void
test_run_ends_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");

  g_assert_true (desk_finish_run (f, run, &answer));
  g_assert_false (desk_finish_run (f, run, &answer));
}

static void
test_fresh_run_is_current (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");

  g_assert_true (bhd_runs_is_current (&f->turn, run, &f->error));
}

static void
test_overtaken_run_is_not_current (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhMessage) text = desk_say (f, f->mia, "I take this");

  g_assert_false (bhd_runs_is_current (&f->turn, run, &f->error));
}

static void
test_offer_records_a_gap (Fixture *f, gconstpointer data)
{
  const BhdGapFilter open = { .status = "open", .limit = 100 };
  gboolean more;
  BhdRunResult offer = { .end = BHD_RUN_OFFER, .text = "I do not know.", .gap = "How long?" };
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (GPtrArray) gaps = NULL;

  g_assert_true (desk_finish_run (f, run, &offer));
  gaps = bhd_gaps_list (&f->turn, f->ada->organization_id, &open, &more, &f->error);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_nonnull (desk_last_event (f, "gap.updated"));
}

static void
test_same_question_is_one_gap (Fixture *f, gconstpointer data)
{
  const BhdGapFilter open = { .status = "open", .limit = 100 };
  gboolean more;
  BhdRunResult first = { .end = BHD_RUN_OFFER, .text = "No idea.", .gap = "How long?" };
  BhdRunResult second = { .end = BHD_RUN_OFFER, .text = "No idea.", .gap = "  how LONG " };
  g_autoptr (BhdRun) a = ask (f, "How long?");
  g_autoptr (BhdRun) b = NULL;
  g_autoptr (GPtrArray) gaps = NULL;

  desk_finish_run (f, a, &first);
  b = ask (f, "how LONG");
  desk_finish_run (f, b, &second);
  gaps = bhd_gaps_list (&f->turn, f->ada->organization_id, &open, &more, &f->error);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpint (((BhGap *) gaps->pdata[0])->hits, ==, 2);
}

static void
test_escalation_is_one_handoff_and_notice (Fixture *f, gconstpointer data)
{
  BhdRunResult end = { .end = BHD_RUN_ESCALATE, .reason = "low_confidence", .summary = "Stuck" };
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhConversation) conversation = NULL;

  g_assert_true (desk_finish_run (f, run, &end));
  conversation = desk_look (f);
  g_assert_cmpint (conversation->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (conversation->handoff_reason, ==, "low_confidence");
  g_assert_cmpstr (conversation->handoff_summary, ==, "Stuck");
  g_assert_cmpuint (desk_count_notices (f, "handoff_requested"), ==, 1);
}

static void
test_ai_can_close (Fixture *f, gconstpointer data)
{
  BhdRunResult end = { .end = BHD_RUN_RESOLVE, .text = "You are welcome. Goodbye!" };
  g_autoptr (BhdRun) run = ask (f, "Thanks, that is all");
  g_autoptr (BhConversation) conversation = NULL;

  g_assert_true (desk_finish_run (f, run, &end));
  conversation = desk_look (f);
  g_assert_cmpint (conversation->status, ==, BH_STATUS_RESOLVED);
  g_assert_cmpuint (desk_count_notices (f, "resolved"), ==, 1);
}

static void
test_running_run_waits_again_after_a_restart (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhdRun) again = NULL;

  g_assert_true (bhd_runs_recover (&f->turn, &f->error));
  again = desk_take_run (f);
  g_assert_cmpstr (again->id, ==, run->id);
}

static void
test_restart_with_a_newer_run_keeps_that_one (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhMessage) newer = desk_say (f, f->ada, "For shoes");
  g_autoptr (BhdRun) next = NULL;
  g_autoptr (BhdRun) none = NULL;

  g_assert_true (bhd_runs_recover (&f->turn, &f->error));
  next = desk_take_run (f);
  none = desk_take_run (f);
  g_assert_cmpint (next->input_seq, ==, newer->seq);
  g_assert_null (none);
}

static void
test_requests_before_a_handoff_are_behind_the_boundary (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) asked = desk_say (f, f->ada, "a person please");
  g_autoptr (BhConversation) wanted =
      bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error);
  g_autoptr (BhdRun) run = NULL;
  g_autoptr (BhMessage) later = NULL;

  /* Nothing gives a conversation back to the AI yet; the column is looked at directly. */
  g_assert_true (bh_db_script (f->db, "UPDATE conversation SET status = 'unresolved'", &f->error));
  later = desk_say (f, f->ada, "How long?");
  run = desk_take_run (f);
  g_assert_cmpint (run->boundary_seq, >=, asked->seq);
  g_assert_cmpint (run->boundary_seq, <, later->seq);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/runs/message-wakes-the-agent", test_visitors_message_wakes_the_agent);
  DESK_TEST ("/desk/runs/not-due-before-the-debounce", test_run_is_not_due_before_the_debounce);
  DESK_TEST ("/desk/runs/burst-is-one", test_burst_is_one_run);
  DESK_TEST ("/desk/runs/each-message-puts-it-off", test_each_message_puts_the_run_off);
  DESK_TEST ("/desk/runs/not-put-off-for-ever", test_burst_is_not_put_off_for_ever);
  DESK_TEST ("/desk/runs/carry-the-history", test_run_carries_the_history);
  DESK_TEST ("/desk/runs/none-with-the-ai-off", test_no_run_with_the_ai_off);
  DESK_TEST ("/desk/runs/discarded-when-the-ai-goes-off",
             test_run_waiting_when_the_ai_goes_off_is_discarded);
  DESK_TEST ("/desk/runs/none-while-a-person-has-it", test_no_run_while_a_person_has_it);
  DESK_TEST ("/desk/runs/answer-is-stored-under-its-id", test_answer_is_stored_under_its_id);
  DESK_TEST ("/desk/runs/ai-does-not-count-as-unread", test_ai_does_not_count_as_unread);
  DESK_TEST ("/desk/runs/newer-message-supersedes", test_newer_message_supersedes);
  DESK_TEST ("/desk/runs/superseded-is-followed-by-another",
             test_superseded_run_is_followed_by_another);
  DESK_TEST ("/desk/runs/operators-text-discards", test_operators_text_discards);
  DESK_TEST ("/desk/runs/claim-discards", test_claim_discards);
  DESK_TEST ("/desk/runs/wanting-a-person-discards", test_wanting_a_person_discards);
  DESK_TEST ("/desk/runs/closing-discards", test_closing_discards);
  DESK_TEST ("/desk/runs/note-does-not-discard", test_note_does_not_discard);
  DESK_TEST ("/desk/runs/end-once", test_run_ends_once);
  DESK_TEST ("/desk/runs/fresh-is-current", test_fresh_run_is_current);
  DESK_TEST ("/desk/runs/overtaken-is-not-current", test_overtaken_run_is_not_current);
  DESK_TEST ("/desk/runs/offer-records-a-gap", test_offer_records_a_gap);
  DESK_TEST ("/desk/gaps/same-question-is-one", test_same_question_is_one_gap);
  DESK_TEST ("/desk/runs/escalation-is-one-handoff", test_escalation_is_one_handoff_and_notice);
  DESK_TEST ("/desk/runs/ai-can-close", test_ai_can_close);
  DESK_TEST ("/desk/runs/wait-again-after-a-restart", test_running_run_waits_again_after_a_restart);
  DESK_TEST ("/desk/runs/restart-keeps-the-newer", test_restart_with_a_newer_run_keeps_that_one);
  DESK_TEST ("/desk/runs/old-requests-are-behind-the-boundary",
             test_requests_before_a_handoff_are_behind_the_boundary);
  return g_test_run ();
}
