/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-answer.h"

G_BEGIN_DECLS

/* What every run of an agent needs. */
typedef struct
{
  BhdStore *store;
  BhdGuardCache *guards;
  BhdModelPort models; /* what setup.models points to */
  BhdAnswerSetup setup;
  BhdAgentSayFunc say; /* (nullable) */
  gpointer say_data;
  gint stopping; /* atomic; with it setup.ways.cancellable is cancelled */
} BhdWorkplace;

/* Takes the run that is due longest, if one is, and brings it to its end.  @next_due_us: (out):
 * when the next one is due, 0 for none.  Returns: whether there was one. */
gboolean bhd_work_do_next (BhdWorkplace *place, gint64 *next_due_us);

/* What a stopped daemon left running waits again, and the index learns from old verdicts. */
void bhd_work_recover (BhdWorkplace *place);

G_END_DECLS
