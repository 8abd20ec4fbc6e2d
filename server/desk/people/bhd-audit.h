/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/people/bhd-audit-rows.h"

G_BEGIN_DECLS

/* Who changed what: what administrators do writes itself (see BhdRoute.audit), the daemon's own
 * chores say it here. */

/* Words of the daemon itself, for entries without an operator. */
#define BHD_AUDIT_RETENTION "conversation.expired"   /* erased after its retention */
#define BHD_AUDIT_CLAIM_TIMEOUT "claim.timed_out"    /* given back: the visitor waited too long */
#define BHD_AUDIT_WEBHOOK_OFF "webhook.switched_off" /* it failed for too long */

/* NULL-terminated: the words above. */
const char *const *bhd_audit_own_words (void);

/* Appends @entry, whose .id and .at_us are made here; .operator_name and .detail may be NULL.
 * Whoever calls this in a chore that goes over many rows says it once for each of them. */
gboolean bhd_audit_note (BhdTurn *turn, const BhdAuditRow *entry, GError **error);

/* Newest first.  @more: (out): whether there are older ones.  Returns: (transfer full): of
 * BhdAuditRow; NULL with @error set. */
GPtrArray *bhd_audit_list (BhdTurn *turn,
                           const char *organization_id,
                           const BhdAuditFilter *filter,
                           gboolean *more,
                           GError **error);

/* A chore: entries older than 400 days go, a piece at a time (see bhd-chores.h). */
gboolean
bhd_audit_forget (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error);

G_END_DECLS
