/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-speech.h"
#include "server/agent/bhd-toolbox.h"

G_BEGIN_DECLS

/* Whoever thinks up the answer.  A row of functions; it reads the run's history, speaks through
 * @speech and acts through @tools, and holds nothing when it returns. */
typedef struct
{
  const BhdRun *run;
  BhdToolbox *tools;
  BhdSpeech *speech;
} BhdProviderCall;

typedef struct
{
  const char *name;
  /* Returns: FALSE with @error where it could not answer.  bhd_speech_say() answering FALSE means:
   * stop, and return TRUE. */
  gboolean (*run) (const BhdProviderCall *call, GError **error);
} BhdProvider;

G_END_DECLS
