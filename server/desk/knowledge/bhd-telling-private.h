/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Publishes what @json holds (and empties it) to the operators.  @subject: (nullable): the document
 * that has gone, for who keeps derived data. */
gboolean bhd_tell (BhdTurn *turn,
                   const char *organization_id,
                   const char *type,
                   const char *subject,
                   BhJsonWriter *json,
                   GError **error);

/* {"@member":{"id":"@id"}}: it has gone. */
gboolean bhd_tell_gone (BhdTurn *turn,
                        const char *organization_id,
                        const char *type,
                        const char *member,
                        const char *id,
                        GError **error);

/* Where a row function answered NULL without @error (found is FALSE): @sentence, marked with N_().
 * Passes
 * @inner on.  Returns: whether it was found. */
gboolean bhd_tell_found (gboolean found, const char *sentence, GError *inner, GError **error);

G_END_DECLS
