/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-headers.h"

const BhdHeader bhd_headers_security[] = {
  { "X-Content-Type-Options", "nosniff" },
  { "Referrer-Policy", "no-referrer" },
  { "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
  { NULL },
};

char *
bhd_headers_to_text (const char *request_id)
{
  GString *text = g_string_new (NULL);

  for (const BhdHeader *header = bhd_headers_security; header->name != NULL; header++)
    g_string_append_printf (text, "%s: %s\r\n", header->name, header->value);

  g_string_append (text, "X-Frame-Options: DENY\r\n"
                         "Content-Security-Policy: " BHD_HEADERS_CSP "\r\n");
  g_string_append_printf (text, "X-Request-Id: %s\r\n", request_id);
  return g_string_free (text, FALSE);
}
