/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/ai/bhd-guardrail-rows.h"
#include "server/store/rows/ai/bhd-violation-rows.h"

G_BEGIN_DECLS

#define BHD_VIOLATION_EXCERPT 500 /* characters */

/* What was hit; strings are the caller's. */
typedef struct
{
  const BhdGuardrailRow *rule;
  const char *direction;       /* “in”, “out” */
  const char *conversation_id; /* (nullable) */
  const char *run_id;          /* (nullable) */
  const char *excerpt;         /* masked already; cut here */
} BhdViolationDraft;

gboolean bhd_violations_note (BhdTurn *turn, const BhdViolationDraft *draft, GError **error);

/* Newest first.  @after: (nullable): the id of the last one seen.
 * Returns: (transfer full): of BhdViolationRow */
GPtrArray *bhd_violations_page (BhdTurn *turn,
                                const char *organization_id,
                                const char *after,
                                guint limit,
                                GError **error);

G_END_DECLS
