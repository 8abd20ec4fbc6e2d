/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-answer.h"
#include "server/agent/embedded/bhd-burst.h"

G_BEGIN_DECLS

/* What every model is given with the visitor's last words: what was searched for them, and what
 * became of what they have confirmed.  The same for all providers of a run. */
typedef struct
{
  char *mark;
  BhdFindings *findings;
  BhdHands *hands;
  GPtrArray *messages; /* of BhdModelMessage */
  char *system;
} BhdQuestion;

/* Searches.  Returns: (transfer full) */
BhdQuestion *bhd_question_prepare (const BhdAnswer *answer, const BhdBurst *burst);
void bhd_question_free (BhdQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdQuestion, bhd_question_free)

/* Another provider goes on where one has failed. */
void bhd_question_pass_on (BhdQuestion *self);

G_END_DECLS
