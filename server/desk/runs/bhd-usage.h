/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/ai/bhd-ai-settings-rows.h"
#include "server/store/rows/runs/bhd-usage-rows.h"

G_BEGIN_DECLS

/* What the AI may use up in a day (UTC): answers and tokens, of each visitor and of all. */

/* @spent: (out): whether a bound of @settings is reached. */
gboolean bhd_usage_look (BhdTurn *turn,
                         const char *organization_id,
                         const char *contact_id,
                         const BhdAiSettings *settings,
                         gboolean *spent,
                         GError **error);

/* Adds to the visitor's day and to the organisation's.  @contact_id: (nullable): it was for nobody
 * in particular. */
gboolean bhd_usage_count (BhdTurn *turn,
                          const char *organization_id,
                          const char *contact_id,
                          const BhdUsage *used,
                          GError **error);

G_END_DECLS
