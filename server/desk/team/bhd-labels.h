/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/team/bhd-label-rows.h"

G_BEGIN_DECLS

/* The words that conversations are sorted by. */

#define BHD_LABELS_MAX 200 /* of one organisation */

/* Members of @draft that are NULL are not given: of a new one only its id, name and color count.
 * Returns: (transfer full): made, or the one that has this id (*@created FALSE); BH_ERROR_CONFLICT
 * for a name that is taken. */
BhdLabelRow *bhd_labels_create (BhdTurn *turn,
                                const BhdCaller *
                                operator,
                                const BhdLabelRow * draft,
                                gboolean *created,
                                GError **error);
BhdLabelRow *bhd_labels_change (BhdTurn *turn,
                                const BhdCaller *
                                operator,
                                const char * id,
                                const BhdLabelRow *change,
                                GError **error);

/* Takes it off some conversations; with the last of them it goes itself.  *@more: call again. */
gboolean bhd_labels_delete (BhdTurn *turn,
                            const BhdCaller *
                            operator,
                            const char * id,
                            gboolean *more,
                            GError **error);

G_END_DECLS
