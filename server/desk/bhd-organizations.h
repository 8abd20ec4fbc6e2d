/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-organization.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What a change of settings may carry; a NULL pointer leaves the setting as it is. */
typedef struct
{
  const char *name;
  const char *greeting;
  const char *ai_name;
  const gboolean *ai_enabled;
  const char *const *allowed_origins;
  const char *webhook_url; /* "" clears it */
} BhdOrganizationChange;

BhOrganization *
bhd_organizations_create (BhdTurn *turn, const char *slug, const char *name, GError **error);
BhOrganization *bhd_organizations_find (BhdTurn *turn, const char *slug_or_id, GError **error);
GPtrArray *
bhd_organizations_list (BhdTurn *turn,
                        GError **error); /* of BhOrganization; for the local administrator */
BhOrganization *bhd_organizations_change (BhdTurn *turn,
                                          const char *slug_or_id,
                                          const BhdOrganizationChange *change,
                                          GError **error);

/* The newest number of the organisation's log; -1 with @error set. */
gint64 bhd_organizations_feed_head (BhdTurn *turn, const char *organization_id, GError **error);

G_END_DECLS
