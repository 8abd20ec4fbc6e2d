/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-breaker.h"
#include "server/agent/bhd-hands.h"
#include "server/agent/bhd-provider.h"

G_BEGIN_DECLS

/* One answer, from the visitor's words to how the run is to end: rules on what is asked, bounds,
 * the search, providers in their order, the embedded model, a person; rules on what is said. */

typedef struct
{
  BhdIndex *index;
  const BhdModelPort *models; /* (nullable): nobody but the embedded model is asked */
  const BhdToolPort *port;    /* (nullable) */
  BhdToolWays ways;
  gboolean models_to_private; /* providers may have private addresses */
  BhdBreaker *breaker;
  const BhdProvider *last; /* who is asked when everybody else has failed */
  gboolean dry;            /* a rehearsal: changes nothing anywhere */
} BhdAnswerSetup;

/* What became of an action that the visitor has confirmed. */
typedef struct
{
  char *name;
  char *text; /* the tool's answer */
  gboolean good;
} BhdDone;

void bhd_done_free (BhdDone *self);

/* A rule that was hit, for the record. */
typedef struct
{
  BhdVerdict *verdict;
  const char *direction; /* “in”, “out” */
} BhdChecked;

typedef struct
{
  const BhdAnswerSetup *setup;
  const BhdRun *run;
  const BhdTerms *terms;
  GPtrArray *done; /* (nullable) of BhdDone */
  BhdSpeech *speech;
  BhdToolbox *tools;
  GArray *checked;     /* of BhdChecked */
  char *text;          /* (nullable) that is said */
  char *detail;        /* a JSON object */
  BhdRunResult result; /* its strings belong to this, to the toolbox and the speech */
} BhdAnswer;

/* Thinks, speaking through @speech; @result is how the run is to end. */
void bhd_answer_think (BhdAnswer *self);
void bhd_answer_clear (BhdAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdAnswer, bhd_answer_clear)

G_END_DECLS
