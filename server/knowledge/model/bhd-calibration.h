/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/model/bhd-model.h"

G_BEGIN_DECLS

/* What moves the score of an answer so that it comes true in one organisation: learnt without
 * anybody's labels, by asking its own entries, each held out of what it is answered from, and
 * questions that it has no business with; later by what people say of answers. */
typedef struct
{
  double slope; /* of the logit */
  double shift;
  double judged; /* further shift, from judgements */
  double weight; /* how much has been judged */
} BhdCalibration;

#define BHD_CALIBRATION_INIT                                                                       \
  {                                                                                                \
    1, 0, 0, 0                                                                                     \
  }

/* Returns: 0 to 1 */
double bhd_calibration_score (const BhdCalibration *self, double logit);

/* An answer that was given with @score was right or not: the shift moves towards what makes the
 * scores true, less the more has been judged, within bounds. */
void bhd_calibration_judge (BhdCalibration *self, double score, gboolean right);

/* One question that was asked for practice. */
typedef struct
{
  double logit;
  double weight;
  gboolean right;   /* the first candidate was what was asked for */
  gboolean foreign; /* nothing should have been found */
} BhdTrial;

/* Fits slope and shift, starting from none and never far from it where there are few trials. */
void bhd_calibration_fit (BhdCalibration *self, const GArray *trials);

G_END_DECLS
