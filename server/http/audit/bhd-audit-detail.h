/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-request.h"

G_BEGIN_DECLS

/* What the audit log tells of a request: {"name":"VIP","color":"#ff0000","also":["body"]}.
 * Secrets cannot slip in, since what may be told is listed, not what may not: numbers, flags, words
 * of a list and ids always; texts only in the fields that bhd-audit-detail.c names; of an address
 * on the web nothing but the host.  “also” names what else was sent, and all of it where the
 * route is .discreet.  A field with a secret's name is never told, whatever its type. */

/* Returns: (transfer full): a JSON object. */
char *bhd_audit_detail_new (const BhdRequest *request);

/* Whether a field is called like something secret: “password”, “key”, “client_secret” … */
gboolean bhd_audit_detail_is_secret (const char *name);

G_END_DECLS
