/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-score.h"

#include <math.h>

/* A logistic regression over what the score saw; fitted by tests/knowledge/fit-confidence.py.  A
 * half means: answering is as likely right as wrong. */
static const struct
{
  double bias, coverage, heading, strength, margin, unknown, content;
} fitted = { -5.26, 1.76, 1.97, 2.15, 4.86, -3.32, 1.62 };

double
bhd_score_confidence (const BhdQuery *query, const BhdCandidate *candidate)
{
  double sum = fitted.bias + fitted.coverage * candidate->coverage +
               fitted.heading * candidate->heading + fitted.strength * candidate->strength +
               fitted.margin * candidate->margin + fitted.unknown * query->unknown +
               fitted.content * log (1 + query->n_content);

  return 1 / (1 + exp (-sum));
}
