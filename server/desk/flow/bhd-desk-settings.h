/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/flow/bhd-desk-setting-rows.h"

G_BEGIN_DECLS

/* How long the desk waits for its people and keeps what is closed; 0 is never. */

#define BHD_CLAIM_TIMEOUT_MAX (24 * 60 * 60) /* seconds */
#define BHD_AUTO_RESOLVE_MAX (365 * 24)      /* hours */
#define BHD_RETENTION_MAX (10 * 365)         /* days */

gboolean bhd_desk_settings_get (BhdTurn *turn,
                                const char *organization_id,
                                BhdDeskSettings *settings,
                                GError **error);

/* Stores @settings and tells the consoles. */
gboolean bhd_desk_settings_put (BhdTurn *turn,
                                const char *organization_id,
                                const BhdDeskSettings *settings,
                                GError **error);

void bhd_desk_settings_write_json (const BhdDeskSettings *self, BhJsonWriter *json);

G_END_DECLS
