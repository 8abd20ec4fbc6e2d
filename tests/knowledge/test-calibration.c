/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-index.h"
#include "server/knowledge/index/bhd-near.h"
#include "server/knowledge/model/bhd-calibration.h"
#include "server/knowledge/model/bhd-foreign-questions.h"
#include "server/knowledge/vectors/bhd-vectors.h"

static void
add (GArray *trials, guint n, double logit, gboolean right, gboolean foreign)
{
  const BhdTrial trial = { logit, 1, right, foreign };

  for (guint i = 0; i < n; i++)
    g_array_append_val (trials, trial);
}

static BhdCalibration
fit (GArray *trials)
{
  BhdCalibration calibration = BHD_CALIBRATION_INIT;

  bhd_calibration_fit (&calibration, trials);
  g_array_unref (trials);
  return calibration;
}

static GArray *
no_trials (void)
{
  return g_array_new (FALSE, FALSE, sizeof (BhdTrial));
}

static void
test_without_trials_nothing_moves (void)
{
  BhdCalibration calibration = fit (no_trials ());

  g_assert_cmpfloat_with_epsilon (calibration.slope, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (calibration.shift, 0, 1e-6);
}

static void
test_confident_mistakes_pull_scores_down (void)
{
  GArray *trials = no_trials ();
  BhdCalibration calibration;

  add (trials, 50, 1, FALSE, FALSE);
  add (trials, 50, 1, TRUE, FALSE);
  add (trials, 50, 1, FALSE, TRUE);
  calibration = fit (trials);
  g_assert_cmpfloat (bhd_calibration_score (&calibration, 1), <, BHD_INDEX_SURE);
}

static void
test_shy_right_answers_pull_scores_up (void)
{
  GArray *trials = no_trials ();
  BhdCalibration calibration;

  add (trials, 90, -1, TRUE, FALSE);
  add (trials, 10, -1, FALSE, FALSE);
  add (trials, 50, -6, FALSE, TRUE);
  calibration = fit (trials);
  g_assert_cmpfloat (bhd_calibration_score (&calibration, -1), >, BHD_INDEX_SURE);
  g_assert_cmpfloat (bhd_calibration_score (&calibration, -6), <, BHD_INDEX_LIKELY);
}

static void
test_few_trials_move_little (void)
{
  GArray *trials = no_trials ();
  BhdCalibration calibration;

  add (trials, 1, 0, TRUE, FALSE);
  calibration = fit (trials);
  g_assert_cmpfloat (calibration.shift, >, 0);
  g_assert_cmpfloat (calibration.shift, <, 0.3);
}

/* Own questions that nearly always find something else are no measure of what visitors ask. */
static void
test_practice_that_nobody_could_pass_says_nothing (void)
{
  GArray *trials = no_trials ();
  BhdCalibration calibration;

  add (trials, 195, 2, FALSE, FALSE);
  add (trials, 5, 2, TRUE, FALSE);
  add (trials, 100, -1, FALSE, TRUE);
  calibration = fit (trials);
  g_assert_cmpfloat_with_epsilon (calibration.shift, 0, 0.2);
  g_assert_cmpfloat_with_epsilon (calibration.slope, 1, 0.2);
}

static void
test_no_practice_silences_what_is_very_sure (void)
{
  GArray *trials = no_trials ();
  BhdCalibration calibration;

  add (trials, 500, 3, FALSE, FALSE);
  add (trials, 500, 1, TRUE, FALSE);
  add (trials, 500, 4, FALSE, TRUE);
  calibration = fit (trials);
  g_assert_cmpfloat (bhd_calibration_score (&calibration, 1.5), >=, BHD_INDEX_SURE);
}

static void
test_no_practice_makes_the_very_unlikely_sure (void)
{
  GArray *trials = no_trials ();
  BhdCalibration calibration;

  add (trials, 500, -4, TRUE, FALSE);
  add (trials, 100, -8, FALSE, TRUE);
  calibration = fit (trials);
  g_assert_cmpfloat (bhd_calibration_score (&calibration, -2), <, BHD_INDEX_SURE);
}

/* The likeliest foreign questions may be the organisation's trade. */
static void
test_a_few_answered_foreign_questions_do_not_count (void)
{
  GArray *trials = no_trials ();
  BhdCalibration with, without;

  add (trials, 50, 3, TRUE, FALSE);
  add (trials, 90, -4, FALSE, TRUE);
  without = fit (g_array_copy (trials));
  add (trials, 9, 6, FALSE, TRUE);
  with = fit (trials);
  g_assert_cmpfloat_with_epsilon (bhd_calibration_score (&with, 3),
                                  bhd_calibration_score (&without, 3), 0.01);
}

static void
test_thumbs_move_the_score_towards_the_truth (void)
{
  BhdCalibration calibration = BHD_CALIBRATION_INIT;

  bhd_calibration_judge (&calibration, 0.5, FALSE);
  g_assert_cmpfloat (bhd_calibration_score (&calibration, 0), <, 0.5);
  bhd_calibration_judge (&calibration, 0.5, TRUE);
  bhd_calibration_judge (&calibration, 0.5, TRUE);
  g_assert_cmpfloat (bhd_calibration_score (&calibration, 0), >, 0.5);
}

static void
test_expected_outcomes_move_less_than_surprises (void)
{
  BhdCalibration expected = BHD_CALIBRATION_INIT, surprise = BHD_CALIBRATION_INIT;

  bhd_calibration_judge (&expected, 0.9, TRUE);
  bhd_calibration_judge (&surprise, 0.9, FALSE);
  g_assert_cmpfloat (expected.judged, <, 0.1);
  g_assert_cmpfloat (surprise.judged, <, -0.2);
}

static void
test_later_thumbs_move_less (void)
{
  BhdCalibration calibration = BHD_CALIBRATION_INIT;
  double first;

  bhd_calibration_judge (&calibration, 0.5, TRUE);
  first = calibration.judged;
  for (guint i = 0; i < 40; i++)
    bhd_calibration_judge (&calibration, 0.5, i % 2 == 0);
  calibration.judged = 0;
  bhd_calibration_judge (&calibration, 0.5, TRUE);
  g_assert_cmpfloat (calibration.judged, <, first);
}

static void
test_foreign_questions_are_there_in_two_languages (void)
{
  g_assert_cmpuint (g_strv_length ((char **) bhd_foreign_questions ("en")), >=, 150);
  g_assert_cmpuint (g_strv_length ((char **) bhd_foreign_questions ("de")), >=, 50);
  g_assert_null (bhd_foreign_questions ("xx"));
}

static void
hit_clear (gpointer data)
{
  g_ref_string_release (((BhdVectorHit *) data)->passage_id);
  g_ref_string_release (((BhdVectorHit *) data)->document_id);
}

static void
add_hit (GArray *hits, const char *document, const char *passage, double cosine)
{
  const BhdVectorHit hit = { g_ref_string_new (passage), g_ref_string_new (document), cosine };

  g_array_append_val (hits, hit);
}

static void
test_near_documents_share_by_their_place (void)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (BhdVectorHit));
  g_autoptr (BhdNear) near = NULL;

  g_array_set_clear_func (hits, hit_clear);
  add_hit (hits, "a", "a1", 0.9);
  add_hit (hits, "b", "b1", 0.85);
  add_hit (hits, "a", "a2", 0.82);
  add_hit (hits, "c", "c1", 0.8);
  near = bhd_near_new (hits);
  g_assert_cmpfloat_with_epsilon (bhd_near_find (near, "a")->share, 1, 1e-9);
  g_assert_cmpstr (bhd_near_find (near, "a")->passage_id, ==, "a1");
  g_assert_cmpfloat_with_epsilon (bhd_near_find (near, "b")->share, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (bhd_near_find (near, "c")->share, 0, 1e-9);
  g_assert_null (bhd_near_find (near, "d"));
  g_assert_null (bhd_near_find (NULL, "a"));
}

#define CALIBRATION_TEST(path, function) g_test_add_func ("/knowledge/calibration/" path, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  CALIBRATION_TEST ("without-trials-nothing-moves", test_without_trials_nothing_moves);
  CALIBRATION_TEST ("confident-mistakes-pull-scores-down",
                    test_confident_mistakes_pull_scores_down);
  CALIBRATION_TEST ("shy-right-answers-pull-scores-up", test_shy_right_answers_pull_scores_up);
  CALIBRATION_TEST ("few-trials-move-little", test_few_trials_move_little);
  CALIBRATION_TEST ("practice-that-nobody-could-pass-says-nothing",
                    test_practice_that_nobody_could_pass_says_nothing);
  CALIBRATION_TEST ("no-practice-silences-what-is-very-sure",
                    test_no_practice_silences_what_is_very_sure);
  CALIBRATION_TEST ("no-practice-makes-the-very-unlikely-sure",
                    test_no_practice_makes_the_very_unlikely_sure);
  CALIBRATION_TEST ("a-few-answered-foreign-questions-do-not-count",
                    test_a_few_answered_foreign_questions_do_not_count);
  CALIBRATION_TEST ("thumbs-move-the-score-towards-the-truth",
                    test_thumbs_move_the_score_towards_the_truth);
  CALIBRATION_TEST ("expected-outcomes-move-less-than-surprises",
                    test_expected_outcomes_move_less_than_surprises);
  CALIBRATION_TEST ("later-thumbs-move-less", test_later_thumbs_move_less);
  CALIBRATION_TEST ("foreign-questions-are-there-in-two-languages",
                    test_foreign_questions_are_there_in_two_languages);
  CALIBRATION_TEST ("near-documents-share-by-their-place",
                    test_near_documents_share_by_their_place);
  return g_test_run ();
}
