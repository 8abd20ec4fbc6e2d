/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/embedded/bhd-intent.h"

G_BEGIN_DECLS

typedef struct
{
  BhdIntent intent;
  const char *pattern; /* see bhd-pattern.h */
} BhdIntentRow;

/* Ends with a row without a pattern.  A new phrasing or language is a new row. */
extern const BhdIntentRow bhd_intent_rows[];

/* Words that turn a wish around, and those they reach over: “don't | want to | talk …”. */
extern const char *const bhd_intent_negations;
extern const char *const bhd_intent_reached;

/* Words that ask for nothing by themselves. */
extern const char *const bhd_intent_fillers;
extern const char *const bhd_intent_question_starts;

G_END_DECLS
