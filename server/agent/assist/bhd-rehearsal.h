/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-work.h"
#include "server/desk/runs/bhd-assistant.h"

G_BEGIN_DECLS

/* BhdAssistant.rehearse; @place: a BhdWorkplace. */
gboolean bhd_rehearsal_hold (const BhdRehearsal *rehearsal,
                             BhdRehearsed *rehearsed,
                             gpointer place,
                             GError **error);

/* A run of no conversation.  @history: of BhMessage.  Returns: (transfer full) */
BhdRun *bhd_rehearsal_make_run (const char *organization_id,
                                const char *ai_name,
                                GPtrArray *history,
                                const char *question);

/* Has @run answered for nobody to hear.  Returns: how it would have ended. */
BhdRunEnd bhd_rehearsal_answer (BhdWorkplace *place,
                                const BhdTerms *terms,
                                const BhdRun *run,
                                BhdRehearsed *rehearsed);

G_END_DECLS
