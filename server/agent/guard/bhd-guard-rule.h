/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/guard/bhd-guard.h"

G_BEGIN_DECLS

/* One rule, compiled: immutable. */
typedef struct _BhdGuardRule BhdGuardRule;

/* @row: copied.  Returns: (transfer full): NULL with BH_ERROR_INVALID and the detail “field”.
 * @probe: refuses what takes too long as well. */
BhdGuardRule *bhd_guard_rule_new (const BhdGuardrailRow *row, gboolean probe, GError **error);

/* One that cannot be compiled any more: it hits whatever it looks at. */
BhdGuardRule *bhd_guard_rule_new_broken (const BhdGuardrailRow *row, const char *why);
void bhd_guard_rule_free (BhdGuardRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdGuardRule, bhd_guard_rule_free)

const BhdGuardrailRow *bhd_guard_rule_row (const BhdGuardRule *self);
gboolean bhd_guard_rule_blocks (const BhdGuardRule *self);
gboolean bhd_guard_rule_looks_at (const BhdGuardRule *self, BhdGuardDirection direction);

/* Returns: (transfer full) (nullable): what is told of the hit, masked; NULL where there is none.
 */
char *
bhd_guard_rule_check (const BhdGuardRule *self, const char *plain, BhdGuardDirection direction);

G_END_DECLS
