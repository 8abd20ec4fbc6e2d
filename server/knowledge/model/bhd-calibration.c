/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/model/bhd-calibration.h"

#include <math.h>

#define ROUNDS 20
#define PRIOR 12.0 /* as many trials speak for leaving all as it is */
/* Whatever practice says, a logit of 1.5 stays sure and one of -2 stays unlikely. */
#define SLOPE_LEAST 0.7
#define SLOPE_MOST 1.6
#define SHIFT_MOST 1.0
#define RIGHT_ENOUGH 0.8    /* of its own questions: practice is taken at its word */
#define FOREIGN_SHARE 0.3   /* of what visitors ask */
#define FOREIGN_TRUSTED 0.9 /* of the foreign questions */
#define JUDGED_PRIOR 2.5    /* weight against the first judgements */
#define JUDGED_WEIGHT 25    /* older judgements count no more than this */
#define JUDGED_MOST 1.5

static double
sigmoid (double logit)
{
  return 1 / (1 + exp (-CLAMP (logit, -30, 30)));
}

double
bhd_calibration_score (const BhdCalibration *self, double logit)
{
  return sigmoid (self->slope * logit + self->shift + self->judged);
}

void
bhd_calibration_judge (BhdCalibration *self, double score, gboolean right)
{
  double given = CLAMP (score, 0, 1);

  self->weight = MIN (self->weight + given * (1 - given), JUDGED_WEIGHT);
  self->judged += ((right ? 1 : 0) - given) / (JUDGED_PRIOR + self->weight);
  self->judged = CLAMP (self->judged, -JUDGED_MOST, JUDGED_MOST);
}

/* One step of Newton's method on the logarithmic loss. */
static void
step (BhdCalibration *self, const GArray *trials)
{
  double g0 = -PRIOR * self->shift / 4, g1 = -PRIOR * (self->slope - 1);
  double h00 = PRIOR / 4, h01 = 0, h11 = PRIOR, det;

  for (guint i = 0; i < trials->len; i++)
    {
      const BhdTrial *trial = &g_array_index (trials, BhdTrial, i);
      double p = sigmoid (self->slope * trial->logit + self->shift);
      double error = trial->weight * ((trial->right ? 1 : 0) - p);
      double curve = trial->weight * p * (1 - p);

      g0 += error;
      g1 += error * trial->logit;
      h00 += curve;
      h01 += curve * trial->logit;
      h11 += curve * trial->logit * trial->logit;
    }
  det = h00 * h11 - h01 * h01;
  self->shift = CLAMP (self->shift + (h11 * g0 - h01 * g1) / det, -SHIFT_MOST, SHIFT_MOST);
  self->slope = CLAMP (self->slope + (h00 * g1 - h01 * g0) / det, SLOPE_LEAST, SLOPE_MOST);
}

static int
compare_logit (gconstpointer a, gconstpointer b)
{
  const BhdTrial *x = a, *y = b;

  return x->logit < y->logit ? -1 : x->logit > y->logit;
}

/* How far practice is like what visitors do: where most own questions find something else, they are
 * no questions that anybody could tell apart, and say little about how sure one may be. */
static double
quality (const GArray *trials)
{
  double own = 0, right = 0;

  for (guint i = 0; i < trials->len; i++)
    {
      const BhdTrial *trial = &g_array_index (trials, BhdTrial, i);

      own += trial->foreign ? 0 : trial->weight;
      right += trial->foreign || !trial->right ? 0 : trial->weight;
    }
  return own > 0 ? pow (MIN (right / own / RIGHT_ENOUGH, 1), 2) : 0;
}

/* Own questions count what they are worth; foreign ones together as FOREIGN_SHARE of all, but for
 * the likeliest of them: those the organisation may well answer. */
static GArray *
weigh (const GArray *trials)
{
  GArray *weighed = g_array_new (FALSE, FALSE, sizeof (BhdTrial));
  g_autoptr (GArray) foreign = g_array_new (FALSE, FALSE, sizeof (BhdTrial));
  const double worth = quality (trials);
  double own = 0;
  guint trusted;

  for (guint i = 0; i < trials->len; i++)
    {
      BhdTrial trial = g_array_index (trials, BhdTrial, i);

      trial.weight *= worth;
      own += trial.foreign ? 0 : trial.weight;
      g_array_append_val (trial.foreign ? foreign : weighed, trial);
    }
  g_array_sort (foreign, compare_logit);
  trusted = (guint) (foreign->len * FOREIGN_TRUSTED);
  for (guint i = 0; i < trusted; i++)
    {
      BhdTrial trial = g_array_index (foreign, BhdTrial, i);

      trial.weight = own * FOREIGN_SHARE / (1 - FOREIGN_SHARE) / trusted;
      g_array_append_val (weighed, trial);
    }
  return weighed;
}

void
bhd_calibration_fit (BhdCalibration *self, const GArray *given)
{
  g_autoptr (GArray) trials = weigh (given);

  self->slope = 1;
  self->shift = 0;
  for (guint i = 0; i < ROUNDS; i++)
    step (self, trials);
}
