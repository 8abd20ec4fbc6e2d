/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-hands.h"
#include "server/agent/bhd-speech.h"

G_BEGIN_DECLS

/* One provider asked until it has answered: text streams into the speech, calls are made and
 * answered, and it is asked again. */
typedef struct
{
  const BhdModelPort *port;
  const BhdModelAccount *account;
  const BhdTerms *terms;
  const char *system;  /* see bhd-prompt.h */
  GPtrArray *messages; /* of BhdModelMessage: grows */
  BhdToolbox *tools;
  BhdFindings *findings;
  BhdHands *hands;
  BhdSpeech *speech;
  GCancellable *cancellable; /* (nullable) */
  gboolean hold;             /* text is held back in any case */
  gboolean needs_facts;      /* the visitor asks for something: what is not found is not claimed */
  /* What has come of it: */
  gint64 tokens_in;
  gint64 tokens_out;
  guint n_cited;
  guint n_blocked_terms;
  gboolean leaked; /* it began to recite its instructions */
} BhdLoop;

/* Returns: FALSE with @error set where the provider could not answer; what was said is then still
 * to be forgotten.  Where the run may speak no longer, or it leaked, TRUE. */
gboolean bhd_loop_run (BhdLoop *self, GError **error);

/* Whether anything speaks for what was said: likely passages, one that is named, or a tool's
 * answer. */
gboolean bhd_loop_has_facts (const BhdLoop *self);

G_END_DECLS
