/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* The visitor answers a message's “did you mean”: one of its choices, or none of them (@document_id
 * NULL).  The title is posted as the visitor's message under @id, its extra says what was chosen,
 * and the next run answers the question that was open.  A choice proposes the question as a
 * phrasing of the document.  The same id again is what is stored, *@created FALSE.
 * Returns: (transfer full); BH_ERROR_NOT_FOUND, BH_ERROR_INVALID where it was no choice. */
BhMessage *bhd_choosing_choose (BhdTurn *turn,
                                const BhdCaller *visitor,
                                const char *conversation_id,
                                const char *id,
                                const char *message_id,
                                const char *document_id,
                                gboolean *created,
                                GError **error);

G_END_DECLS
