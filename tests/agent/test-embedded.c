/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-gaps.h"
#include "tests/agent/agent-fixture.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/agent/embedded/bhd-replies.h"

#include <string.h>

typedef AgentFixture Fixture;

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
assert_status (Fixture *f, BhStatus status)
{
  g_autoptr (BhConversation) conversation = agent_look (f);

  g_assert_cmpint (conversation->status, ==, status);
}

static void
assert_outcome (Fixture *f, const char *expected)
{
  g_autofree char *outcome = agent_last_outcome (f, NULL);

  g_assert_cmpstr (outcome, ==, expected);
}

static guint
count_notices (Fixture *f, const char *code)
{
  g_autoptr (GPtrArray) messages = agent_messages (f);
  guint n = 0;

  for (guint i = 0; i < messages->len; i++)
    n += g_strcmp0 (((const BhMessage *) g_ptr_array_index (messages, i))->notice, code) == 0;
  return n;
}

static gint64
count_gaps (Fixture *f, BhdJobFunc job)
{
  return GPOINTER_TO_INT (agent_turn (f, job));
}

static gpointer
gaps_job (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *f = data;
  const BhdGapFilter open = { .status = "open", .limit = 100 };
  gboolean more;
  g_autoptr (GPtrArray) gaps = bhd_gaps_list (turn, f->organization_id, &open, &more, error);

  return GINT_TO_POINTER ((gint) gaps->len);
}

static void
test_greeting_is_returned (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "Hi there!");
  g_assert_cmpstr (answer, ==, bhd_reply (BHD_REPLY_GREETING, "en"));
}

static void
test_question_is_answered_from_articles (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How many days do I have to return something?");
  assert_contains (answer, "within 30 days");
  assert_outcome (f, "answered");
}

static void
test_answer_names_its_sources (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  const BhMessage *last;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How many days do I have to return something?");
  messages = agent_messages (f);
  last = g_ptr_array_index (messages, messages->len - 1);
  g_assert_nonnull (last->sources);
  assert_contains (last->sources, "\"document_id\":\"Returns\"");
  assert_contains (last->sources, "\"title\":\"Returns\"");
  assert_contains (last->sources, "within 30 days");
}

static void
test_unknown_question_is_offered_a_person (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "Who painted the night watch?");
  g_assert_cmpstr (answer, ==, bhd_reply (BHD_REPLY_UNKNOWN, "en"));
  g_assert_true (bhd_reply_is_offer (answer));
  assert_status (f, BH_STATUS_UNRESOLVED);
  assert_outcome (f, "offered");
}

static void
test_unknown_question_is_a_gap (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  g_assert_cmpint (count_gaps (f, gaps_job), ==, 0);
  answer = agent_ask (f, "Who painted the night watch?");
  g_assert_cmpint (count_gaps (f, gaps_job), ==, 1);
}

static void
test_yes_after_the_offer_escalates (Fixture *f, gconstpointer data)
{
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (BhConversation) conversation = NULL;

  agent_start (f, NULL, 1);
  offer = agent_ask (f, "Who painted the night watch?");
  answer = agent_ask (f, "yes please");
  conversation = agent_look (f);
  g_assert_cmpint (conversation->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (conversation->handoff_status, ==, "pending");
  assert_contains (conversation->handoff_summary, "Who painted the night watch?");
  g_assert_cmpuint (count_notices (f, "handoff_requested"), ==, 1);
}

static void
test_no_after_the_offer_stays (Fixture *f, gconstpointer data)
{
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  offer = agent_ask (f, "Who painted the night watch?");
  answer = agent_ask (f, "no thanks");
  g_assert_cmpstr (answer, ==, bhd_reply (BHD_REPLY_DECLINED, "en"));
  assert_status (f, BH_STATUS_UNRESOLVED);
}

static void
test_yes_without_an_offer_is_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autofree char *again = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost?");
  again = agent_ask (f, "yes");
  assert_status (f, BH_STATUS_UNRESOLVED);
}

static void
test_wish_for_a_person_escalates_once (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autoptr (BhConversation) conversation = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "I want to talk to a person about my refund");
  conversation = agent_look (f);
  g_assert_cmpint (conversation->status, ==, BH_STATUS_ESCALATED);
  g_assert_cmpstr (conversation->handoff_reason, ==, "user_requested");
  g_assert_cmpuint (count_notices (f, "handoff_requested"), ==, 1);
  g_assert_cmpuint (agent_count_answers (f), ==, 0);
}

static void
test_person_in_a_product_question_is_a_question (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How many persons does the cargo bike carry?");
  assert_contains (answer, "one person and two children");
  assert_status (f, BH_STATUS_UNRESOLVED);
}

static void
test_clear_end_resolves (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autofree char *bye = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost?");
  bye = agent_ask (f, "That's all, bye");
  g_assert_cmpstr (bye, ==, bhd_reply (BHD_REPLY_BYE, "en"));
  assert_status (f, BH_STATUS_RESOLVED);
}

static void
test_thanks_do_not_resolve (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autofree char *reply = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost?");
  reply = agent_ask (f, "thanks a lot!");
  g_assert_cmpstr (reply, ==, bhd_reply (BHD_REPLY_WELCOME, "en"));
  assert_status (f, BH_STATUS_UNRESOLVED);
}

static void
test_burst_is_answered_once (Fixture *f, gconstpointer data)
{
  const char *const burst[] = { "hi", "I bought a helmet", "last week", "it does not fit",
                                "how do I return it?" };

  for (guint i = 0; i < G_N_ELEMENTS (burst); i++)
    agent_say (f, burst[i]);
  agent_start (f, NULL, 2);
  agent_settle (f);
  g_assert_cmpuint (agent_count_answers (f), ==, 1);
}

static void
test_several_questions_are_answered_together (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost? And how long is the warranty on frames?");
  assert_contains (answer, "4.90 euros");
  assert_contains (answer, "ten years");
}

static void
test_known_part_is_answered_and_the_rest_admitted (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost? Who painted the night watch?");
  assert_contains (answer, "4.90 euros");
  assert_contains (answer, "“Who painted the night watch?”");
  g_assert_cmpint (count_gaps (f, gaps_job), ==, 1);
}

static void
test_follow_up_leans_on_the_question_before (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  first = agent_ask (f, "How long is the warranty on frames?");
  answer = agent_ask (f, "and for batteries?");
  assert_contains (answer, "two years");
}

/* The conversation goes back to the AI, as a desk that releases it would do. */
static gpointer
return_job (BhdTurn *turn, gpointer data, GError **error)
{
  static const char sql[] = "UPDATE conversation SET status = 'unresolved' WHERE id = $1";
  Fixture *f = data;

  bh_db_exec (turn->db, sql, g_variant_new ("(s)", f->conversation_id), error);
  return NULL;
}

static void
test_old_wish_lies_behind_the_boundary (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  first = agent_ask (f, "I want to talk to a person");
  assert_status (f, BH_STATUS_ESCALATED);
  agent_turn (f, return_job);
  assert_status (f, BH_STATUS_UNRESOLVED);
  answer = agent_ask (f, "How much does shipping cost?");
  assert_contains (answer, "4.90 euros");
  assert_status (f, BH_STATUS_UNRESOLVED);
  g_assert_cmpuint (count_notices (f, "handoff_requested"), ==, 1);
}

static void
test_german_is_answered_in_german (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "Wie wird das Wetter morgen in Oslo?");
  g_assert_cmpstr (answer, ==, bhd_reply (BHD_REPLY_UNKNOWN, "de"));
}

static gboolean
fail_run (const BhdProviderCall *call, GError **error)
{
  bhd_speech_say (call->speech, "I think that");
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "the model is gone");
  return FALSE;
}

static void
test_failing_provider_leaves_no_silence (Fixture *f, gconstpointer data)
{
  static const BhdProvider failing = { "failing", fail_run };
  g_autofree char *answer = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *detail = NULL;

  g_test_expect_message ("bhd-agent", G_LOG_LEVEL_WARNING, "*the model is gone*");
  agent_start (f, &failing, 1);
  answer = agent_ask (f, "How much does shipping cost?");
  g_assert_cmpstr (answer, ==, bhd_reply (BHD_REPLY_BROKEN, "en"));
  outcome = agent_last_outcome (f, &detail);
  g_assert_cmpstr (outcome, ==, "failed");
  assert_contains (detail, "the model is gone");
  g_test_assert_expected_messages ();
}

static void
test_detail_says_why (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *detail = NULL;
  g_autoptr (JsonNode) root = NULL;

  agent_start (f, NULL, 1);
  answer = agent_ask (f, "How much does shipping cost?");
  outcome = agent_last_outcome (f, &detail);
  root = bh_json_parse_object (detail, strlen (detail), 100000, NULL);
  g_assert_nonnull (root);
  assert_contains (detail, "\"question\":\"How much does shipping cost?\"");
  assert_contains (detail, "\"band\":\"answer\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  AGENT_TEST ("/agent/embedded/greeting-is-returned", test_greeting_is_returned);
  AGENT_TEST ("/agent/embedded/question-is-answered-from-articles",
              test_question_is_answered_from_articles);
  AGENT_TEST ("/agent/embedded/answer-names-its-sources", test_answer_names_its_sources);
  AGENT_TEST ("/agent/embedded/unknown-question-is-offered-a-person",
              test_unknown_question_is_offered_a_person);
  AGENT_TEST ("/agent/embedded/unknown-question-is-a-gap", test_unknown_question_is_a_gap);
  AGENT_TEST ("/agent/embedded/yes-after-the-offer-escalates", test_yes_after_the_offer_escalates);
  AGENT_TEST ("/agent/embedded/no-after-the-offer-stays", test_no_after_the_offer_stays);
  AGENT_TEST ("/agent/embedded/yes-without-an-offer-is-nothing",
              test_yes_without_an_offer_is_nothing);
  AGENT_TEST ("/agent/embedded/wish-for-a-person-escalates-once",
              test_wish_for_a_person_escalates_once);
  AGENT_TEST ("/agent/embedded/person-in-a-product-question-is-a-question",
              test_person_in_a_product_question_is_a_question);
  AGENT_TEST ("/agent/embedded/clear-end-resolves", test_clear_end_resolves);
  AGENT_TEST ("/agent/embedded/thanks-do-not-resolve", test_thanks_do_not_resolve);
  AGENT_TEST ("/agent/embedded/burst-is-answered-once", test_burst_is_answered_once);
  AGENT_TEST ("/agent/embedded/several-questions-are-answered-together",
              test_several_questions_are_answered_together);
  AGENT_TEST ("/agent/embedded/known-part-is-answered-and-the-rest-admitted",
              test_known_part_is_answered_and_the_rest_admitted);
  AGENT_TEST ("/agent/embedded/follow-up-leans-on-the-question-before",
              test_follow_up_leans_on_the_question_before);
  AGENT_TEST ("/agent/embedded/old-wish-lies-behind-the-boundary",
              test_old_wish_lies_behind_the_boundary);
  AGENT_TEST ("/agent/embedded/german-is-answered-in-german", test_german_is_answered_in_german);
  AGENT_TEST ("/agent/run/failing-provider-leaves-no-silence",
              test_failing_provider_leaves_no_silence);
  AGENT_TEST ("/agent/run/detail-says-why", test_detail_says_why);
  return g_test_run ();
}
