/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the embedded model says of its own, in the visitor's language where it is known. */
typedef enum
{
  BHD_REPLY_GREETING,
  BHD_REPLY_WELCOME, /* after thanks */
  BHD_REPLY_BYE,
  BHD_REPLY_DECLINED, /* the offer of a person was */
  BHD_REPLY_UNCLEAR,  /* nothing that asks anything */
  BHD_REPLY_IDENTITY, /* a machine speaks; ends with the offer */
  BHD_REPLY_UNKNOWN,  /* no answer; ends with the offer */
  BHD_REPLY_PARTLY,   /* no answer to “%s”; ends with the offer */
  BHD_REPLY_SORRY,    /* the answer did not help; ends with the offer */
  BHD_REPLY_BROKEN,   /* something failed; ends with the offer */
  BHD_REPLIES,
} BhdReply;

/* @language as of bhd-language.h.  Returns: (transfer none): a printf format for PARTLY and
 * IDENTITY, which take one string (the question, the AI's name). */
const char *bhd_reply (BhdReply reply, guint language);

/* Whether a message ends with the offer of a person, in any language. */
gboolean bhd_reply_is_offer (const char *text);

G_END_DECLS
