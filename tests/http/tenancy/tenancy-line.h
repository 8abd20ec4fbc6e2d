/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"
#include "tests/http/bht-daemon.h"

G_BEGIN_DECLS

/* How one route is called, and what keeps tenants apart. */

typedef enum
{
  REACHES_OTHERS, /* names something of organisation A with B's credential: 404 */
  OWN_ONLY,       /* names nothing: B's credential must show nothing of A, a wrong one is 401 */
  CHATS,  /* as OWN_ONLY, but its answer is waited for: tests/http/api looks at what it tells */
  ANYONE, /* has no credential, and tells nothing of any tenant but what is public */
  LOCAL,  /* is not there at all over TCP */
} Kind;

typedef struct
{
  const char *method;
  const char *route;
  Kind kind;
  const char *path; /* %s: the id of A that is tried */
  const char *body; /* (nullable) %s: a fresh id; DOCUMENT, COLLEAGUE: the tenant's */
} Line;

const BhdRoute *tenancy_line_route (const Line *self); /* fails the test where there is none */

/* Naming @tenant's things.  (transfer full) */
char *tenancy_line_path (const Line *self, const BhtTenant *tenant);
char *tenancy_line_body (const Line *self, const BhtTenant *tenant); /* (nullable) */

/* Of @tenant, for this route. */
const char *tenancy_token (const BhtTenant *tenant, const BhdRoute *route);

/* Returns: (transfer none) (nullable): something of @tenant's that stands in @text */
const char *tenancy_find_secret (const BhtTenant *tenant, const char *text);

G_END_DECLS
