/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-score.h"

#include <math.h>

/* A logistic regression over what the score saw, fitted by tests/knowledge/retrieval/fit-score.py
 * on sets of several kinds: zero means that answering is as likely right as wrong. */
static const struct
{
  double bias, score, lead, unknown, content, together, letters, words;
} fitted = { -5.99, 2.28, 3.36, -0.67, 0.77, -0.57, 2.11, 1.09 };

/* The logarithm of the candidate's share, if one of them is right: 0 to 1, from one in a thousand
 * to alone. */
static double
lead (GArray *candidates, guint place)
{
  double all = 0, own = g_array_index (candidates, BhdCandidate, place).score;

  for (guint i = 0; i < candidates->len; i++)
    all += exp (g_array_index (candidates, BhdCandidate, i).score - own);
  return log (1 / all + 1e-3) / 3 + 1;
}

double
bhd_score_logit (const BhdQuery *query, GArray *candidates, guint place)
{
  const BhdCandidate *candidate = &g_array_index (candidates, BhdCandidate, place);

  return fitted.bias + fitted.score * candidate->score / 10 +
         fitted.lead * lead (candidates, place) + fitted.unknown * query->unknown +
         fitted.content * log (1 + query->n_content) +
         fitted.together * candidate->signs[BHD_SIGN_TOGETHER] +
         fitted.letters * candidate->signs[BHD_SIGN_LETTERS] +
         fitted.words * candidate->signs[BHD_SIGN_WORDS];
}
