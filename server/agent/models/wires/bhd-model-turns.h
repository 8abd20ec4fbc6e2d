/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/agent/models/bhd-model-message.h"

G_BEGIN_DECLS

/* Some providers want turns that alternate and begin with the user's, and the results of tools
 * among what the user says: neighbours are put together, what says nothing is left out. */
typedef struct
{
  const char *turns; /* names of members */
  const char *parts;
  const char *user; /* roles */
  const char *assistant;
  void (*write_text) (BhJsonWriter *json, const char *text);
  void (*write_picture) (BhJsonWriter *json, const BhdModelMessage *message);
  void (*write_call) (BhJsonWriter *json, const BhdModelCall *call, guint quirks);
  void (*write_result) (BhJsonWriter *json, const BhdModelMessage *message);
} BhdModelTurns;

void bhd_model_turns_write (const BhdModelTurns *self,
                            BhJsonWriter *json,
                            GPtrArray *messages,
                            guint quirks);

G_END_DECLS
