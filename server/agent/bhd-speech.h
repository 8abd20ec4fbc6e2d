/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-agent.h"
#include "server/desk/bhd-runs.h"

G_BEGIN_DECLS

/* What a run says while it works: text is passed on piece by piece and kept whole. */
typedef struct _BhdSpeech BhdSpeech;

/* Whether anybody should still listen. */
typedef gboolean (*BhdSpeechGoesOnFunc) (gpointer data);

typedef struct
{
  BhdAgentSayFunc say; /* (nullable) */
  gpointer say_data;
  BhdSpeechGoesOnFunc goes_on;
  gpointer goes_on_data;
} BhdSpeechWays;

BhdSpeech *bhd_speech_new (const BhdRun *run, const BhdSpeechWays *ways);
void bhd_speech_free (BhdSpeech *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdSpeech, bhd_speech_free)

void bhd_speech_start (BhdSpeech *self);   /* “ai.started” */
void bhd_speech_discard (BhdSpeech *self); /* “ai.discarded” */

/* Passes text on in groups of a few words.  Returns: FALSE where the run may speak no longer: stop.
 */
gboolean bhd_speech_say (BhdSpeech *self, const char *text);
const char *bhd_speech_text (BhdSpeech *self); /* all that was said */

G_END_DECLS
