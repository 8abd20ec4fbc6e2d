/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/embedded/bhd-intent.h"
#include "server/desk/bhd-runs.h"

G_BEGIN_DECLS

/* What a visitor has written since anybody answered, taken together: people write in pieces. */
typedef struct
{
  BhdIntent intents;
  GPtrArray *questions;  /* of char: each with what was said to explain it */
  char *text;            /* all of it */
  const char *language;  /* as of bhd_reply_language() */
  gboolean after_offer;  /* it follows the AI's offer of a person */
  gboolean after_answer; /* it follows something the AI said in answer */
  gboolean files;        /* some came with it */
  char *offered;         /* (nullable) the visitor answers “did you mean” to this question */
  char *chosen;          /* (nullable) with this document; NULL: none of them */
} BhdBurst;

BhdBurst *bhd_burst_read (const BhdRun *run);
void bhd_burst_free (BhdBurst *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdBurst, bhd_burst_free)

/* The visitor's last question before this burst.  Returns: (transfer full) (nullable) */
char *bhd_burst_earlier_question (const BhdRun *run);

/* For the person who takes over: what the visitor wanted and what was answered.
 * Returns: (transfer full) */
char *bhd_burst_summary (const BhdRun *run);

G_END_DECLS
