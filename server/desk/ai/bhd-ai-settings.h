/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/ai/bhd-ai-settings-rows.h"

G_BEGIN_DECLS

/* What an organisation told its AI.  Whether there is one at all is the organisation's ai_enabled.
 */

/* Returns: (transfer full): the defaults where nothing was ever changed. */
BhdAiSettings *bhd_ai_settings_get (BhdTurn *turn, const char *organization_id, GError **error);

/* What a change may carry; a NULL pointer leaves the setting as it is, "" clears the last two. */
typedef struct
{
  const char *schedule;
  const gboolean *suggestions_only;
  const char *time_zone;
  const char *hours;
  const char *tone;
  const char *const *preferred_terms;
  const char *const *blocked_terms;
  const gboolean *guardrails_enabled;
  const gint64 *max_tool_calls;
  const gint64 *visitor_messages;
  const gint64 *visitor_tokens;
  const gint64 *organization_messages;
  const gint64 *organization_tokens;
  const char *embedding_provider_id;
  const char *embedding_model;
} BhdAiSettingsChange;

/* Returns: (transfer full): as they are afterwards; BH_ERROR_INVALID with the detail “field”. */
BhdAiSettings *bhd_ai_settings_change (BhdTurn *turn,
                                       const char *organization_id,
                                       const BhdAiSettingsChange *change,
                                       GError **error);

/* @old with @change on top and nothing stored: for a playground.  Errors as above, but for a
 * provider, which is not looked up. */
BhdAiSettings *
bhd_ai_settings_apply (const BhdAiSettings *old, const BhdAiSettingsChange *change, GError **error);

/* “ai.updated”: settings, providers, tools or guardrails have changed. */
gboolean bhd_ai_settings_announce (BhdTurn *turn, const char *organization_id, GError **error);

G_END_DECLS
