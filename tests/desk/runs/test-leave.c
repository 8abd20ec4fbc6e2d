/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* When the AI may speak: returned to it, by schedule, as suggestions, within bounds. */
#include "common/bh-clock.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/runs/bhd-drafts.h"
#include "server/desk/runs/bhd-usage.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static const BhdRunResult answer = { .end = BHD_RUN_ANSWER,
                                     .text = "Within 30 days.",
                                     .sources = "[{\"title\":\"Returns\"}]",
                                     .provider = "embedded",
                                     .tokens_in = 100,
                                     .tokens_out = 11,
                                     .cost = 7 };

static void
set (Fixture *f, const BhdAiSettingsChange *change)
{
  g_autoptr (BhdAiSettings) settings =
      bhd_ai_settings_change (&f->turn, f->ada->organization_id, change, &f->error);

  g_assert_no_error (f->error);
}

static void
suggest_only (Fixture *f)
{
  const gboolean yes = TRUE;

  set (f, &(BhdAiSettingsChange){ .suggestions_only = &yes });
}

static BhdRun *
ask (Fixture *f, const char *question)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, question);
  BhdRun *run = desk_take_run (f);

  g_assert_nonnull (run);
  return run;
}

static BhConversation *
give_back (Fixture *f, const BhdCaller *operator)
{
  return bhd_conversations_return (&f->turn, operator, f->id, &f->error);
}

static void
want_person (Fixture *f)
{
  g_autoptr (BhConversation) wanted =
      bhd_conversations_want_person (&f->turn, f->ada, f->id, &f->error);

  g_assert_no_error (f->error);
}

static void
test_returned_is_the_ais_again (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "A person please");
  g_autoptr (BhMessage) said = NULL;
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (BhdRun) run = NULL;

  want_person (f);
  said = desk_say (f, f->mia, "Here I am");
  conversation = give_back (f, f->mia);
  g_assert_cmpint (conversation->status, ==, BH_STATUS_UNRESOLVED);
  g_assert_null (conversation->assignee_id);
  g_assert_cmpstr (conversation->handoff_status, ==, "resolved");
  g_assert_cmpint (conversation->waiting_since_us, ==, 0);
  g_assert_cmpuint (desk_count_notices (f, "returned_to_ai"), ==, 1);
  run = ask (f, "And how long?");
  g_assert_cmpint (run->boundary_seq, >, said->seq - 1);
  g_assert_cmpint (run->boundary_seq, <, run->input_seq);
}

static void
test_returned_twice_is_one_notice (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = desk_say (f, f->mia, "Here I am");
  g_autoptr (BhConversation) first = give_back (f, f->mia);
  g_autoptr (BhConversation) second = give_back (f, f->mia);

  g_assert_nonnull (second);
  g_assert_cmpuint (desk_count_notices (f, "returned_to_ai"), ==, 1);
}

static void
test_unanswered_question_is_answered_when_returned (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "How long?");
  g_autoptr (BhdRun) run = NULL;

  want_person (f);
  g_assert_null (desk_take_run (f));
  conversation = give_back (f, f->mia);
  run = desk_take_run (f);
  g_assert_nonnull (run);
}

static void
test_answered_question_is_left_alone_when_returned (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) question = desk_say (f, f->ada, "How long?");
  g_autoptr (BhMessage) said = desk_say (f, f->mia, "30 days");
  g_autoptr (BhConversation) conversation = give_back (f, f->mia);

  g_assert_null (desk_take_run (f));
}

static void
test_agent_does_not_return_a_colleagues (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = desk_say (f, f->mia, "30 days");

  g_assert_null (give_back (f, f->noah));
  desk_assert_error (f, BH_ERROR_CLAIMED);
}

static void
test_nothing_is_returned_to_an_ai_that_is_off (Fixture *f, gconstpointer data)
{
  gboolean off = FALSE;
  BhdOrganizationChange change = { .ai_enabled = &off };
  g_autoptr (BhMessage) said = desk_say (f, f->mia, "30 days");
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (&f->turn, "acme", &change, &f->error);

  g_assert_null (give_back (f, f->mia));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

/* NOW is a Tuesday, 22:13 UTC. */
static void
set_hours (Fixture *f, const char *hours)
{
  set (f,
       &(BhdAiSettingsChange){ .schedule = "outside_hours", .time_zone = "UTC", .hours = hours });
}

static void
test_within_hours_people_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = NULL;

  set_hours (f, "{\"tue\":[[\"22:00\",\"24:00\"]]}");
  message = desk_say (f, f->ada, "How long?");
  g_assert_null (desk_take_run (f));
}

static void
test_outside_hours_the_ai_answers (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = NULL;

  set_hours (f, "{\"tue\":[[\"09:00\",\"17:00\"]]}");
  run = ask (f, "How long?");
  g_assert_false (run->suggests);
}

static void
test_suggestion_becomes_a_draft_and_no_message (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = NULL;
  g_autoptr (BhDraft) draft = NULL;
  g_autoptr (BhConversation) before = NULL;
  g_autoptr (BhConversation) conversation = NULL;

  suggest_only (f);
  run = ask (f, "How long?");
  before = desk_look (f);
  g_assert_true (run->suggests);
  g_assert_true (desk_finish_run (f, run, &answer));
  conversation = desk_look (f);
  g_assert_cmpint (conversation->message_count, ==, before->message_count);
  g_assert_true (bhd_drafts_find (&f->turn, f->mia, f->id, &draft, &f->error));
  g_assert_cmpstr (draft->body, ==, answer.text);
  g_assert_cmpstr (draft->sources, ==, answer.sources);
  g_assert_cmpstr (draft->run_id, ==, run->id);
}

static void
test_draft_is_told_to_operators_only (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = NULL;
  BhdEvent *event;

  suggest_only (f);
  run = ask (f, "How long?");
  desk_finish_run (f, run, &answer);
  event = desk_last_event (f, "draft.updated");
  g_assert_null (event->contact_id);
  g_assert_cmpstr (event->conversation_id, ==, f->id);
  g_assert_nonnull (strstr (event->body, "Within 30 days."));
}

static void
test_suggestions_go_on_while_a_person_has_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = NULL;
  g_autoptr (BhdRun) run = NULL;

  suggest_only (f);
  said = desk_say (f, f->mia, "Here I am");
  run = ask (f, "How long?");
  g_assert_true (desk_finish_run (f, run, &answer));
}

static void
test_operators_answer_takes_the_draft_away (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = NULL;
  g_autoptr (BhdRun) run = NULL;
  g_autoptr (BhDraft) draft = NULL;

  suggest_only (f);
  run = ask (f, "How long?");
  g_assert_true (desk_finish_run (f, run, &answer));
  said = desk_say (f, f->mia, "Thirty days, in my own words");
  g_assert_true (bhd_drafts_find (&f->turn, f->mia, f->id, &draft, &f->error));
  g_assert_null (draft);
  g_assert_nonnull (strstr (desk_last_event (f, "draft.updated")->body, "null"));
}

static void
test_operators_answer_makes_a_suggestion_pointless (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = NULL;
  g_autoptr (BhdRun) run = NULL;

  suggest_only (f);
  run = ask (f, "How long?");
  said = desk_say (f, f->mia, "30 days");
  g_assert_false (desk_finish_run (f, run, &answer));
  g_assert_null (desk_last_event (f, "draft.updated"));
}

static void
test_only_the_draft_of_its_run_is_taken_away (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = NULL;
  g_autoptr (BhDraft) kept = NULL;
  g_autoptr (BhDraft) gone = NULL;

  suggest_only (f);
  run = ask (f, "How long?");
  desk_finish_run (f, run, &answer);
  g_assert_true (bhd_drafts_discard (&f->turn, f->mia, f->id, "another", &f->error));
  bhd_drafts_find (&f->turn, f->mia, f->id, &kept, &f->error);
  g_assert_nonnull (kept);
  g_assert_true (bhd_drafts_discard (&f->turn, f->mia, f->id, run->id, &f->error));
  bhd_drafts_find (&f->turn, f->mia, f->id, &gone, &f->error);
  g_assert_null (gone);
  g_assert_cmpstr (desk_last_event (f, "draft.updated")->body, ==, "{\"draft\":null}");
}

static void
test_visitor_does_not_see_drafts (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDraft) draft = NULL;

  g_assert_false (bhd_drafts_find (&f->turn, f->ada, f->id, &draft, &f->error));
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
}

static gboolean
is_spent (Fixture *f, const BhdCaller *visitor)
{
  g_autoptr (BhdAiSettings) settings =
      bhd_ai_settings_get (&f->turn, visitor->organization_id, &f->error);
  gboolean spent = FALSE;

  g_assert_true (bhd_usage_look (&f->turn, visitor->organization_id, visitor->contact_id, settings,
                                 &spent, &f->error));
  return spent;
}

static void
answer_once (Fixture *f)
{
  g_autoptr (BhdRun) run = ask (f, "How long?");

  g_assert_true (desk_finish_run (f, run, &answer));
}

static void
test_visitors_answers_are_bounded (Fixture *f, gconstpointer data)
{
  const gint64 two = 2;

  set (f, &(BhdAiSettingsChange){ .visitor_messages = &two });
  answer_once (f);
  g_assert_false (is_spent (f, f->ada));
  answer_once (f);
  g_assert_true (is_spent (f, f->ada));
  g_assert_false (is_spent (f, f->bob));
}

static void
test_organizations_tokens_are_bounded (Fixture *f, gconstpointer data)
{
  const gint64 tokens = 111;

  set (f, &(BhdAiSettingsChange){ .organization_tokens = &tokens });
  g_assert_false (is_spent (f, f->bob));
  answer_once (f);
  g_assert_true (is_spent (f, f->bob));
  g_assert_false (is_spent (f, f->eve));
}

static void
test_tomorrow_is_another_day (Fixture *f, gconstpointer data)
{
  const gint64 one = 1;

  set (f, &(BhdAiSettingsChange){ .visitor_messages = &one });
  answer_once (f);
  g_assert_true (is_spent (f, f->ada));
  desk_wait (f, 24 * BH_HOUR);
  g_assert_false (is_spent (f, f->ada));
}

static void
test_superseded_run_has_used_tokens_but_not_answered (Fixture *f, gconstpointer data)
{
  const gint64 one = 1, tokens = 111;
  g_autoptr (BhdRun) run = ask (f, "How long?");
  g_autoptr (BhMessage) more = desk_say (f, f->ada, "and");

  g_assert_false (desk_finish_run (f, run, &answer));
  set (f, &(BhdAiSettingsChange){ .visitor_messages = &one });
  g_assert_false (is_spent (f, f->ada));
  set (f, &(BhdAiSettingsChange){ .visitor_tokens = &tokens });
  g_assert_true (is_spent (f, f->ada));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/return/is-the-ais-again", test_returned_is_the_ais_again);
  DESK_TEST ("/desk/return/twice-is-one-notice", test_returned_twice_is_one_notice);
  DESK_TEST ("/desk/return/unanswered-question-is-answered",
             test_unanswered_question_is_answered_when_returned);
  DESK_TEST ("/desk/return/answered-question-is-left-alone",
             test_answered_question_is_left_alone_when_returned);
  DESK_TEST ("/desk/return/agent-does-not-return-a-colleagues",
             test_agent_does_not_return_a_colleagues);
  DESK_TEST ("/desk/return/not-to-an-ai-that-is-off",
             test_nothing_is_returned_to_an_ai_that_is_off);
  DESK_TEST ("/desk/hours/within-them-people-answer", test_within_hours_people_answer);
  DESK_TEST ("/desk/hours/outside-the-ai-answers", test_outside_hours_the_ai_answers);
  DESK_TEST ("/desk/drafts/suggestion-is-no-message",
             test_suggestion_becomes_a_draft_and_no_message);
  DESK_TEST ("/desk/drafts/told-to-operators-only", test_draft_is_told_to_operators_only);
  DESK_TEST ("/desk/drafts/go-on-while-a-person-has-it",
             test_suggestions_go_on_while_a_person_has_it);
  DESK_TEST ("/desk/drafts/gone-with-an-operators-answer",
             test_operators_answer_takes_the_draft_away);
  DESK_TEST ("/desk/drafts/pointless-after-an-operators-answer",
             test_operators_answer_makes_a_suggestion_pointless);
  DESK_TEST ("/desk/drafts/only-that-of-its-run-is-taken-away",
             test_only_the_draft_of_its_run_is_taken_away);
  DESK_TEST ("/desk/drafts/not-for-visitors", test_visitor_does_not_see_drafts);
  DESK_TEST ("/desk/usage/visitors-answers-are-bounded", test_visitors_answers_are_bounded);
  DESK_TEST ("/desk/usage/organizations-tokens-are-bounded", test_organizations_tokens_are_bounded);
  DESK_TEST ("/desk/usage/tomorrow-is-another-day", test_tomorrow_is_another_day);
  DESK_TEST ("/desk/usage/superseded-run-has-used-tokens",
             test_superseded_run_has_used_tokens_but_not_answered);
  return g_test_run ();
}
