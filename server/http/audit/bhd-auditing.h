/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-reply.h"
#include "server/http/bhd-request.h"

G_BEGIN_DECLS

/* Writes the audit entry of a request that went well, where its route has a word for it (see
 * BhdRoute.audit).  A route “….created” that answers 200 has made nothing: no entry.  Writing
 * turns; a local administrator's entry belongs to the organisation that the request names. */
gboolean
bhd_auditing_note (BhdTurn *turn, const BhdRequest *request, const BhdReply *reply, GError **error);

G_END_DECLS
