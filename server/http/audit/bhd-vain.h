/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-reply.h"
#include "server/http/bhd-request.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Whether it asks for a change and does not say for which. */
gboolean bhd_vain_says_nothing (const BhdRequest *request);

/* Answered as any other, and without a trace: no row is written, nobody is told. */
gboolean
bhd_vain_handle (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error);

/* What a change of something that has an entry in the audit log would answer if it changed nothing:
 * to be asked before it is made.  Returns: (transfer full) (nullable): it cannot be told whether
 * it changes something.  @error is set only where the turn cannot go on. */
char *bhd_vain_foresee (BhdTurn *turn, BhdRequest *request, GError **error);

/* Whether the change has left everything as it was.  @foreseen: (nullable) */
gboolean bhd_vain_was (const BhdReply *reply, const char *foreseen, const BhdRequest *request);

G_END_DECLS
