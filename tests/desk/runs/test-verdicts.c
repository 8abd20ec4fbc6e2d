/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What people think of answers, and what they choose. */
#include "common/bh-id.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/desk/knowledge/bhd-phrasings.h"
#include "server/desk/runs/bhd-choosing.h"
#include "server/desk/runs/bhd-run-views.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

#define OFFER                                                                                      \
  "{\"question\":\"how long\",\"choices\":[{\"document_id\":\"d1\",\"title\":\"Returns\"}]}"

static BhdRun *
answer (Fixture *f, const char *extra)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "How long?");
  g_autoptr (BhdRun) run = desk_take_run (f);
  const BhdRunResult result = { .end = BHD_RUN_ANSWER,
                                .text = "Within 30 days.",
                                .extra = extra,
                                .provider = "Ours",
                                .model = "small",
                                .tokens_in = 1,
                                .tokens_out = 2,
                                .cost = 3,
                                .first_token_us = 4,
                                .confidence = 0.75,
                                .detail = "{\"band\":\"answer\"}" };

  g_assert_true (desk_finish_run (f, run, &result));
  return g_steal_pointer (&run);
}

static void
test_run_is_seen_as_it_was (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);
  g_autoptr (GPtrArray) runs = bhd_run_views_list (&f->turn, f->mia, f->id, 10, &f->error);
  const BhRun *seen = g_ptr_array_index (runs, 0);

  g_assert_cmpuint (runs->len, ==, 1);
  g_assert_cmpstr (seen->outcome, ==, "answered");
  g_assert_cmpstr (seen->model, ==, "small");
  g_assert_cmpint (seen->tokens_in + seen->tokens_out + seen->cost + seen->first_token_us, ==, 10);
  g_assert_cmpstr (seen->detail, ==, "{\"band\":\"answer\"}");
  g_assert_cmpint (seen->verdict, ==, 0);
}

static void
test_other_organizations_runs_are_unknown (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);

  g_assert_null (bhd_run_views_find (&f->turn, f->mallory, run->id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_verdict_teaches_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);
  BhdJudgement first, again;
  g_autoptr (BhRun) a = bhd_run_views_judge (&f->turn, f->mia, run->id, -1, &first, &f->error);
  g_autoptr (BhRun) b = bhd_run_views_judge (&f->turn, f->mia, run->id, -1, &again, &f->error);

  g_assert_cmpint (b->verdict, ==, -1);
  g_assert_cmpfloat_with_epsilon (first.score, 0.75, 1e-6);
  g_assert_false (first.right);
  g_assert_cmpfloat (again.score, ==, 0);
}

static void
test_verdict_can_be_taken_back (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);
  BhdJudgement judgement;
  g_autoptr (BhRun) a = bhd_run_views_judge (&f->turn, f->mia, run->id, 1, &judgement, &f->error);
  g_autoptr (BhRun) b = bhd_run_views_judge (&f->turn, f->mia, run->id, 0, &judgement, &f->error);

  g_assert_cmpint (a->verdict, ==, 1);
  g_assert_cmpint (b->verdict, ==, 0);
  g_assert_cmpfloat (judgement.score, ==, 0);
}

static gboolean
rate (Fixture *f, const BhdCaller *visitor, const char *message_id)
{
  BhdJudgement judgement;

  return bhd_run_views_rate (&f->turn, visitor, f->id, message_id, TRUE, &judgement, &f->error);
}

static void
test_visitor_rates_an_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);
  g_autoptr (BhRun) seen = NULL;

  g_assert_true (rate (f, f->ada, run->message_id));
  seen = bhd_run_views_find (&f->turn, f->mia, run->id, &f->error);
  g_assert_cmpint (seen->verdict, ==, 1);
}

static void
test_only_ones_own_answers_are_rated (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);
  g_autoptr (BhMessage) own = desk_say (f, f->ada, "mine");

  g_assert_false (rate (f, f->bob, run->message_id));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_false (rate (f, f->ada, own->id));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
keep_last (const char *organization_id, double score, gboolean right, gpointer data)
{
  *(double *) data = right ? score : -score;
}

static void
test_judgements_are_read_again_at_start (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);
  double last = 0;

  g_assert_true (rate (f, f->ada, run->message_id));
  g_assert_true (bhd_run_view_rows_each_judgement (f->turn.db, 10, keep_last, &last, &f->error));
  g_assert_cmpfloat_with_epsilon (last, 0.75, 1e-6);
}

static BhMessage *
choose (Fixture *f, const char *id, const char *message, const char *document, gboolean *created)
{
  return bhd_choosing_choose (&f->turn, f->ada, f->id, id, message, document, created, &f->error);
}

static void
test_choice_is_said_and_carries_the_question (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, OFFER);
  g_autofree char *id = bh_id_new ();
  gboolean created = FALSE;
  g_autoptr (BhMessage) said = choose (f, id, run->message_id, "d1", &created);
  g_autoptr (BhdRun) next = desk_take_run (f);

  g_assert_true (created);
  g_assert_cmpstr (said->body, ==, "Returns");
  g_assert_cmpint (said->author, ==, BH_AUTHOR_VISITOR);
  g_assert_cmpstr (said->extra, ==,
                   "{\"chosen\":{\"document_id\":\"d1\",\"question\":\"how long\"}}");
  g_assert_nonnull (next);
}

static void
test_choice_proposes_a_phrasing (Fixture *f, gconstpointer data)
{
  BhDocument fields = { .title = g_strdup ("Returns"),
                        .category = g_strdup (""),
                        .format = g_strdup ("text"),
                        .body = g_strdup ("Within 30 days.") };
  g_autoptr (BhDocument) draft = bh_document_new_take (&fields);
  gboolean created, more;
  g_autoptr (BhDocument) document =
      bhd_documents_put (&f->turn, f->ada->organization_id, draft, &created, &f->error);
  g_autofree char *offer = g_strdup_printf (
      "{\"question\":\"how long\",\"choices\":[{\"document_id\":\"%s\",\"title\":\"R\"}]}",
      document->id);
  g_autoptr (BhdRun) run = answer (f, offer);
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhMessage) said = choose (f, id, run->message_id, document->id, &created);
  const BhdPhrasingFilter filter = { .status = "proposed", .limit = 10 };
  g_autoptr (GPtrArray) phrasings =
      bhd_phrasings_list (&f->turn, f->ada->organization_id, &filter, &more, &f->error);
  const BhPhrasing *phrasing;

  g_assert_cmpuint (phrasings->len, ==, 1);
  phrasing = g_ptr_array_index (phrasings, 0);
  g_assert_cmpstr (phrasing->question, ==, "how long");
  g_assert_cmpstr (phrasing->origin, ==, "visitor");
}

static void
test_none_of_the_choices_is_said_too (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, OFFER);
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhMessage) said = choose (f, id, run->message_id, NULL, &created);

  g_assert_nonnull (strstr (said->extra, "\"document_id\":null"));
}

static void
test_what_was_not_offered_cannot_be_chosen (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, OFFER);
  g_autofree char *id = bh_id_new ();
  gboolean created;

  g_assert_null (choose (f, id, run->message_id, "d2", &created));
  desk_assert_error (f, BH_ERROR_INVALID);
}

static void
test_message_without_choices_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, NULL);
  g_autofree char *id = bh_id_new ();
  gboolean created;

  g_assert_null (choose (f, id, run->message_id, NULL, &created));
  desk_assert_error (f, BH_ERROR_INVALID);
}

static void
test_same_choice_again_is_stored_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdRun) run = answer (f, OFFER);
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhMessage) first = choose (f, id, run->message_id, "d1", &created);
  g_autoptr (BhMessage) again = choose (f, id, run->message_id, "d1", &created);

  g_assert_false (created);
  g_assert_cmpint (again->seq, ==, first->seq);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/runs/seen-as-they-were", test_run_is_seen_as_it_was);
  DESK_TEST ("/desk/runs/other-organizations-are-unknown",
             test_other_organizations_runs_are_unknown);
  DESK_TEST ("/desk/verdicts/teach-once", test_verdict_teaches_once);
  DESK_TEST ("/desk/verdicts/can-be-taken-back", test_verdict_can_be_taken_back);
  DESK_TEST ("/desk/verdicts/visitor-rates-an-answer", test_visitor_rates_an_answer);
  DESK_TEST ("/desk/verdicts/only-ones-own-answers", test_only_ones_own_answers_are_rated);
  DESK_TEST ("/desk/verdicts/read-again-at-start", test_judgements_are_read_again_at_start);
  DESK_TEST ("/desk/choices/said-with-the-question", test_choice_is_said_and_carries_the_question);
  DESK_TEST ("/desk/choices/propose-a-phrasing", test_choice_proposes_a_phrasing);
  DESK_TEST ("/desk/choices/none-of-them-is-said-too", test_none_of_the_choices_is_said_too);
  DESK_TEST ("/desk/choices/not-what-was-not-offered", test_what_was_not_offered_cannot_be_chosen);
  DESK_TEST ("/desk/choices/not-below-another-message", test_message_without_choices_is_refused);
  DESK_TEST ("/desk/choices/same-again-is-stored-once", test_same_choice_again_is_stored_once);
  return g_test_run ();
}
