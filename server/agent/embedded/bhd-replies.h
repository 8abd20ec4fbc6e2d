/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said without any model, in the visitor's language where it is known. */
typedef enum
{
  BHD_REPLY_GREETING,
  BHD_REPLY_WELCOME, /* after thanks */
  BHD_REPLY_BYE,
  BHD_REPLY_DECLINED, /* the offer of a person was */
  BHD_REPLY_UNCLEAR,  /* nothing that asks anything */
  BHD_REPLY_CHOICES,  /* “did you mean”, above up to three titles */
  BHD_REPLY_BLOCKED,  /* a rule forbids it and has no words of its own */
  BHD_REPLY_DONE,     /* what the visitor has agreed to was done */
  BHD_REPLY_FAILED,   /* it could not be done; ends with the offer, as all that follow */
  BHD_REPLY_IDENTITY, /* a machine speaks */
  BHD_REPLY_UNKNOWN,  /* no answer */
  BHD_REPLY_PARTLY,   /* no answer to “%s” */
  BHD_REPLY_SORRY,    /* the answer did not help */
  BHD_REPLY_FILE,     /* a file and not a word: a person can look at it */
  BHD_REPLY_SPENT,    /* no more answers today; the last one with the offer */
  BHD_REPLY_BROKEN,   /* something failed, and a person was asked for */
  BHD_REPLIES,
} BhdReply;

/* The language of a text, by its frequent words or, of Arabic and Japanese, its letters.
 * Returns: (transfer none): “en”, “de” …, “” where it says too little. */
const char *bhd_reply_language (const char *text);

/* Returns: (transfer none): English where @language has no voice; a printf format for PARTLY and
 * IDENTITY, which take one string (the question, the AI's name). */
const char *bhd_reply (BhdReply reply, const char *language);

/* Those two, filled in.  Returns: (transfer full) */
char *bhd_reply_fill (BhdReply reply, const char *language, const char *word);

/* Whether a message ends with the offer of a person, in any language. */
gboolean bhd_reply_is_offer (const char *text);

G_END_DECLS
