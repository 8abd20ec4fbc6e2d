/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/models/bhd-model-wire.h"
#include "server/outbound/bhd-download.h"

G_BEGIN_DECLS

/* One request to a provider, the key in its header and nowhere else. */
typedef struct
{
  const BhdModelWire *wire;
  const BhdModelAccount *account;
  const char *path;
  char *body; /* (nullable) JSON: posted; NULL gets */
  gsize max_answer;
  gint64 deadline_us; /* monotonic */
  GCancellable *cancellable;
} BhdModelPost;

/* @self->body must live as long as the answer.  Returns: (transfer full): it is on its way; NULL
 * with BH_ERROR_INVALID. */
BhdDownload *bhd_model_post_send (const BhdModelPost *self, BhdOutbound *outbound, GError **error);

/* The whole answer, asked for again while that may help and the deadline lets it.  Returns:
 * (transfer full): the object in an answer of 200. */
JsonNode *bhd_model_post_run (const BhdModelPost *self, BhdOutbound *outbound, GError **error);

/* Waits before it is tried again what failed @attempts times, the last time with @error, as long
 * as the server wished (@retry_after_us, -1 for no wish), else a little longer each time.  Returns:
 * FALSE where trying again has no point, no time until @deadline_us, or was cancelled. */
gboolean bhd_model_post_pause (const GError *error,
                               guint attempts,
                               gint64 retry_after_us,
                               gint64 deadline_us,
                               GCancellable *cancellable);

G_END_DECLS
