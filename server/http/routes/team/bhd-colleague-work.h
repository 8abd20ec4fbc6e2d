/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/team/bhd-colleagues.h"
#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* Changes the operator @id of the caller's organisation and answers {"operator"}: hashes @password
 * (nullable), cuts off the feeds of sessions that are over, and lets who is disabled give back what
 * they had, piece by piece.  A worker's thread. */
gboolean bhd_colleague_work_change (BhdStore *store,
                                    const BhdRequest *request,
                                    const BhdCaller *caller,
                                    const char *id,
                                    const BhdColleagueChange *change,
                                    const char *password,
                                    BhdReply *reply,
                                    GError **error);

void bhd_colleague_work_answer (BhdReply *reply, const BhOperator *person);

G_END_DECLS
