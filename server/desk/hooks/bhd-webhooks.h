/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/hooks/bhd-webhook-rows.h"

G_BEGIN_DECLS

/* Where an organisation wants to be told of what.  A secret is sealed when it is made, told once,
 * and opened for the courier alone; bhd_seal_ensure() comes before the turn that makes one. */

/* Returns: (transfer full): of BhdWebhookRow, oldest first */
GPtrArray *bhd_webhooks_list (BhdTurn *turn, const char *organization_id, GError **error);

/* BH_ERROR_NOT_FOUND. */
BhdWebhookRow *
bhd_webhooks_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* A NULL pointer leaves it as it is. */
typedef struct
{
  const char *url;
  const char *const *events;
  const gboolean *enabled;
} BhdWebhookChange;

/* The same id with the same address again is what is stored, without its secret.
 * @secret: (out) (transfer full) (nullable): told this once; free it with bhd_secret_free().
 * Returns: (transfer full); BH_ERROR_INVALID with the detail “field”. */
BhdWebhookRow *bhd_webhooks_create (BhdTurn *turn,
                                    const char *organization_id,
                                    const char *id,
                                    const BhdWebhookChange *change,
                                    char **secret,
                                    GError **error);
BhdWebhookRow *bhd_webhooks_change (BhdTurn *turn,
                                    const char *organization_id,
                                    const char *id,
                                    const BhdWebhookChange *change,
                                    GError **error);
gboolean
bhd_webhooks_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error);

/* The old one signs nothing any more.  Returns: (transfer full): as above. */
char *bhd_webhooks_renew_secret (BhdTurn *turn,
                                 const char *organization_id,
                                 const char *id,
                                 GError **error);

/* The organisation's first webhook, which it may have before it has an address. */
char *bhd_webhooks_renew_first_secret (BhdTurn *turn, const char *organization_id, GError **error);
gboolean bhd_webhooks_set_first_url (BhdTurn *turn,
                                     const char *organization_id,
                                     const char *url,
                                     GError **error);

/* Its deliveries have failed for too long: nothing is sent there until somebody switches it on. */
gboolean bhd_webhooks_switch_off (BhdTurn *turn, BhdWebhookRow *row, GError **error);

/* (transfer full) (nullable): NULL without @error: it has none.  @sealed: (nullable). */
char *bhd_webhooks_open_secret (const char *organization_id,
                                const char *id,
                                const char *sealed,
                                GError **error);

G_END_DECLS
