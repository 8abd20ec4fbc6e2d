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

/* Forgets what was said so far, here and wherever it was heard, and begins anew, held or not. */
void bhd_speech_restart (BhdSpeech *self);

/* From now on text is kept and not passed on, until it is released: somebody has to look at it as
 * a whole first. */
void bhd_speech_hold (BhdSpeech *self);
void bhd_speech_release (BhdSpeech *self);

/* Whether the run may still speak; looked up now and then. */
gboolean bhd_speech_goes_on (BhdSpeech *self);

/* Passes text on in groups of a few words.  Returns: FALSE where the run may speak no longer: stop.
 */
gboolean bhd_speech_say (BhdSpeech *self, const char *text);
const char *bhd_speech_text (BhdSpeech *self); /* all that was said */

/* From the start to the first word, held or not; 0 where nothing was said. */
gint64 bhd_speech_first_us (BhdSpeech *self);

G_END_DECLS
