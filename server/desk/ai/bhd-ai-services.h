/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/ai/bhd-providers.h"
#include "server/store/rows/ai/bhd-guardrail-rows.h"
#include "server/store/rows/ai/bhd-tool-call-rows.h"
#include "server/store/rows/ai/bhd-tool-rows.h"

G_BEGIN_DECLS

/* What the administrators' door asks of the agent's room, which it may not look into: whoever
 * builds the daemon hands the one to the other. */

/* A rule was hit.  @excerpt: masked. */
typedef void (*BhdGuardHitFunc) (const BhdGuardrailRow *rule, const char *excerpt, gpointer data);

typedef struct
{
  gpointer data; /* for those that take it */

  /* Whether a rule can be applied, a tool be called: BH_ERROR_INVALID with the detail “field”. */
  gboolean (*check_rule) (const BhdGuardrailRow *row, GError **error);
  gboolean (*check_tool) (const BhdToolRow *row, GError **error);

  /* Applies @rules (of BhdGuardrailRow), all of them, to what the @direction “in” or “out” would
   * carry.  Returns: whether it is allowed.  May take a second. */
  gboolean (*test_text) (GPtrArray *rules,
                         const char *text,
                         const char *direction,
                         BhdGuardHitFunc hit,
                         gpointer hit_data);

  /* These two block on other machines: for workers.  Returns: (transfer full): NULL with @error
   * set. */
  char **(*list_models) (gpointer data, const BhdProviderAccount *account, GError **error);
  BhdToolCallRow *(*try_tool) (gpointer data,
                               const BhdToolRow *tool,
                               const char *arguments,
                               GError **error);
} BhdAiServices;

G_END_DECLS
