/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/http/bht-client.h"

G_BEGIN_DECLS

/* What a team shares, over HTTP. */

/* As the bearer of @token: makes one under a new id, which is put in front of @members.  @path:
 * behind /v1/desk.  Fails the test where it is refused.  Returns: (transfer full): its id */
char *bht_team_add (BhtDaemon *daemon, const char *token, const char *path, const char *members);

/* A whole file for a canned reply.  Returns: (transfer full): its id */
char *bht_team_attach (BhtDaemon *daemon, const char *token, const char *canned_id);

/* Gives the tenant one of each. */
void bht_team_furnish (BhtDaemon *daemon, BhtTenant *tenant);

G_END_DECLS
