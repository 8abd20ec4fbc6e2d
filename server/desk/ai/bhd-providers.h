/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/ai/bhd-provider-rows.h"

G_BEGIN_DECLS

/* Accounts with language models.  A key is sealed when it is written and opened for the agent
 * alone; bhd_seal_ensure() comes before the turn that writes one. */

/* What can be spoken to.  The agent has a wire for each. */
typedef struct
{
  const char *kind;
  const char *label;
  const char *base_url;
  gboolean needs_key;
  gboolean embeds;
} BhdProviderKind;

extern const BhdProviderKind bhd_provider_kinds[];                /* the last one has no kind */
const BhdProviderKind *bhd_provider_kind_find (const char *kind); /* (nullable) */

/* Returns: (transfer full): of BhdProviderRow, in the order in which they are asked */
GPtrArray *bhd_providers_list (BhdTurn *turn, const char *organization_id, GError **error);

/* A NULL pointer leaves it as it is, or at its default. */
typedef struct
{
  const gint64 *position;
  const char *kind; /* fixed once it is made */
  const char *name;
  const char *base_url;
  const char *model;
  const char *key; /* plain; "" removes it */
  const gboolean *enabled;
  const gint64 *price_in;
  const gint64 *price_out;
  const gboolean *vision;
} BhdProviderChange;

/* The same id with the same kind again is what is stored, *@created FALSE.  Another base_url
 * without a key in the same change removes the key: it was given for the old one.
 * Returns: (transfer full); BH_ERROR_INVALID with the detail “field”. */
BhdProviderRow *bhd_providers_create (BhdTurn *turn,
                                      const char *organization_id,
                                      const char *id,
                                      const BhdProviderChange *change,
                                      gboolean *created,
                                      GError **error);
BhdProviderRow *bhd_providers_change (BhdTurn *turn,
                                      const char *organization_id,
                                      const char *id,
                                      const BhdProviderChange *change,
                                      GError **error);
gboolean
bhd_providers_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* What a request to a provider needs. */
typedef struct
{
  char *id; /* (nullable): not stored */
  char *kind;
  char *name;
  char *base_url;
  char *model;
  char *key; /* (nullable) plain; wiped when freed */
  gint64 price_in;
  gint64 price_out;
  gboolean vision;
} BhdProviderAccount;

void bhd_provider_account_free (BhdProviderAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdProviderAccount, bhd_provider_account_free)

/* Those that are enabled and name a model, in order; one whose key does not open is left out, and
 * @unusable (nullable) (out): says why.  Returns: (transfer full): of BhdProviderAccount */
GPtrArray *bhd_providers_list_accounts (BhdTurn *turn,
                                        const char *organization_id,
                                        char **unusable,
                                        GError **error);

/* Whether one of those can look at pictures.  FALSE with @error set where the store failed. */
gboolean bhd_providers_can_see (BhdTurn *turn, const char *organization_id, GError **error);

/* One, enabled or not, with its key.  BH_ERROR_NOT_FOUND. */
BhdProviderAccount *bhd_providers_find_account (BhdTurn *turn,
                                                const char *organization_id,
                                                const char *id,
                                                GError **error);

/* BH_ERROR_INVALID with the detail “field”: an address must be http or https with a host, without
 * a name and password in it. */
gboolean bhd_providers_check_url (const char *field, const char *url, GError **error);

G_END_DECLS
