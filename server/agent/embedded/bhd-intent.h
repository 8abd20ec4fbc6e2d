/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a visitor may want besides an answer. */
typedef enum
{
  BHD_INTENT_GREETING = 1 << 0,
  BHD_INTENT_THANKS = 1 << 1,
  BHD_INTENT_BYE = 1 << 2, /* a clear end: “that's all, bye” */
  BHD_INTENT_YES = 1 << 3,
  BHD_INTENT_CONSENT = 1 << 4, /* “please”, “ok”: a yes where nothing else is said */
  BHD_INTENT_NO = 1 << 5,
  BHD_INTENT_PERSON = 1 << 6,   /* wants one */
  BHD_INTENT_IDENTITY = 1 << 7, /* asks whether it speaks with a machine */
  BHD_INTENT_UNHAPPY = 1 << 8,  /* the answer did not help */
} BhdIntent;

/* @asks: (out): whether something is left that wants an answer.  @sentence: valid UTF-8. */
BhdIntent bhd_intent_read (const char *sentence, gboolean *asks);

/* Whether it is put as a question, by its mark or by its first words. */
gboolean bhd_intent_is_question (const char *sentence);

/* “and to Austria?”: leans on what was asked before. */
gboolean bhd_intent_follows_up (const char *sentence);

G_END_DECLS
