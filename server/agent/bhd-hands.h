/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-findings.h"
#include "server/agent/bhd-model-port.h"
#include "server/agent/bhd-terms.h"
#include "server/agent/bhd-toolbox.h"

G_BEGIN_DECLS

/* What a model can do in one run: search, escalate, resolve and the organisation's own tools.
 * Whatever it writes, it gets an answer; nothing it writes can do more than that. */
typedef struct _BhdHands BhdHands;

typedef struct
{
  const BhdRun *run;
  const BhdTerms *terms;
  BhdToolbox *tools;
  BhdFindings *findings;
  const char *mark;        /* see bhd-prompt.h */
  const BhdToolPort *port; /* (nullable): own tools cannot be called */
  BhdToolWays ways;
  gboolean dry; /* nothing that changes anything is called */
} BhdHandsSetup;

BhdHands *bhd_hands_new (const BhdHandsSetup *setup);
void bhd_hands_free (BhdHands *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdHands, bhd_hands_free)

const BhdModelTool *bhd_hands_list (BhdHands *self); /* the last one has no name */

/* Returns: (transfer full): what the model is told */
char *bhd_hands_call (BhdHands *self, const BhdModelCall *call);

/* Another model goes on: what the visitor was to be asked is offered again. */
void bhd_hands_pass_on (BhdHands *self);

gboolean bhd_hands_know (const BhdHands *self); /* one of the organisation's tools has answered */

G_END_DECLS
