/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *value;
} BhdHeader;

/* What every answer carries, whoever writes it; ends with a NULL name. */
extern const BhdHeader bhd_headers_security[];

/* Of answers that came to the client over TLS, as far as a trusted proxy says so. */
#define BHD_HEADERS_TLS "max-age=31536000; includeSubDomains"

/* Of answers that are no page: nothing in them may run, and nothing may frame them. */
#define BHD_HEADERS_CSP "default-src 'none'; frame-ancestors 'none'"

/* “Name: value\r\n…”, for who writes a head by hand: security, policy, no-store and the request's
 * id. Returns: (transfer full) */
char *bhd_headers_to_text (const char *request_id);

G_END_DECLS
