/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-score.h"

#include <math.h>

/* A logistic regression over what the score saw; fitted by tests/knowledge/fit-confidence.py.  A
 * half means: answering is as likely right as wrong. */
static const struct
{
  double bias, coverage, document, heading, strength, margin, unknown, content;
} fitted = { -5.06, -1.15, 3.49, 1.58, 1.10, 4.32, -3.51, 1.52 };

double
bhd_score_confidence (const BhdQuery *query, const BhdCandidate *candidate, double judged)
{
  double sum = fitted.bias + fitted.coverage * candidate->coverage +
               fitted.document * candidate->document + fitted.heading * candidate->heading +
               fitted.strength * candidate->strength + fitted.margin * candidate->margin +
               fitted.unknown * query->unknown + fitted.content * log (1 + query->n_content);

  return 1 / (1 + exp (-sum - judged));
}
