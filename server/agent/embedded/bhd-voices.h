/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/embedded/bhd-replies.h"

G_BEGIN_DECLS

/* Every reply in one language. */
typedef struct
{
  const char *code;
  const char *offer; /* of a person: what the replies that offer one end with */
  const char *texts[BHD_REPLIES];
} BhdVoice;

extern const BhdVoice bhd_voices[]; /* English first; the last one has no code */

G_END_DECLS
