/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Everything that is known of a contact, as one JSON object: who they are, where they have been,
 * what was noted about them, and their conversations with every message, note and file's name. */
gboolean bhd_contact_export_write (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *id,
                                   BhJsonWriter *json,
                                   GError **error);

G_END_DECLS
