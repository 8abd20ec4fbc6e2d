/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/ai/bhd-guardrail-rows.h"

G_BEGIN_DECLS

/* The rules of an organisation; the agent's room applies them. */

/* Oldest first, those that are off too.  Returns: (transfer full): of BhdGuardrailRow */
GPtrArray *bhd_guardrails_list (BhdTurn *turn, const char *organization_id, GError **error);

/* Returns: (transfer full); BH_ERROR_NOT_FOUND. */
BhdGuardrailRow *
bhd_guardrails_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* A NULL pointer leaves it as it is, or at its default. */
typedef struct
{
  const char *name;
  const char *type;
  const char *pattern;
  const char *action;
  const char *direction;
  const char *message; /* "" removes it */
  const gboolean *enabled;
  /* Whether it can be applied: asked of the room that does, about the row as it would be. */
  gboolean (*check) (const BhdGuardrailRow *row, GError **error);
} BhdGuardrailChange;

/* @old (nullable): makes a rule.  Returns: (transfer full): @old with @change on top, not stored;
 * NULL with @error set where the check refuses it. */
BhdGuardrailRow *
bhd_guardrails_apply (const BhdGuardrailRow *old, const BhdGuardrailChange *change, GError **error);

/* The same id with the same type again is what is stored, *@created FALSE.
 * Returns: (transfer full); BH_ERROR_CONFLICT. */
BhdGuardrailRow *bhd_guardrails_create (BhdTurn *turn,
                                        const char *organization_id,
                                        const char *id,
                                        const BhdGuardrailChange *change,
                                        gboolean *created,
                                        GError **error);
BhdGuardrailRow *bhd_guardrails_change (BhdTurn *turn,
                                        const char *organization_id,
                                        const char *id,
                                        const BhdGuardrailChange *change,
                                        GError **error);
gboolean
bhd_guardrails_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

G_END_DECLS
