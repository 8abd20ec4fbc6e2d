/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/guard/bhd-guard.h"
#include "server/agent/models/bhd-model-account.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-providers.h"
#include "server/store/bhd-store.h"

G_BEGIN_DECLS

/* On what terms an organisation's AI answers: read once for a run, then only looked at. */
typedef struct
{
  char *organization_name;
  BhdAiSettings *settings;
  GPtrArray *accounts;          /* of BhdProviderAccount, in the order in which they are asked */
  char *unusable;               /* (nullable) why one of them is left out */
  BhdProviderAccount *embedder; /* (nullable) its model is the embedding one */
  GPtrArray *tools;             /* of BhdToolRow, those that are enabled */
  BhdGuard *guard;              /* (nullable): there are no rules */
  gboolean spent;               /* a bound is reached: nothing more today */
} BhdTerms;

void bhd_terms_free (BhdTerms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdTerms, bhd_terms_free)

/* Other terms than those that are stored, to try them. */
typedef struct
{
  const BhdAiSettingsChange *change; /* (nullable) */
  const char *provider_id;           /* (nullable): all of them; “embedded”: none */
} BhdTermsDraft;

/* @contact_id: whose bounds; @draft: (nullable).  Blocks for a reading turn.  Returns: (transfer
 * full); NULL with
 * @error set. */
BhdTerms *bhd_terms_load (BhdStore *store,
                          BhdGuardCache *guards,
                          const char *organization_id,
                          const char *contact_id,
                          const BhdTermsDraft *draft,
                          GError **error);

/* How the account is reached, borrowed from it. */
BhdModelAccount bhd_terms_reach (const BhdProviderAccount *account, gboolean allow_private);

G_END_DECLS
