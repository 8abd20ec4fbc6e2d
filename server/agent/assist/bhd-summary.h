/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-work.h"

G_BEGIN_DECLS

/* What a conversation is about, for whoever takes over: a provider's words, or the visitor's own.
 * Returns: (transfer full) */
char *bhd_summary_make (BhdWorkplace *place, const BhdTerms *terms, const BhdRun *run);

/* Makes one and gives it to the handoff that @run was read for. */
void bhd_summary_write (BhdWorkplace *place, const BhdRun *run);

G_END_DECLS
